package io.partnersupport.incident.domain.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.incident.domain.incident.Contact;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.Severity;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Compares with somebody who watches the region's clock, minute by minute, and knows nothing of periods and offsets. */
class ResponseClockOracleTest {
    private static final int CASES = 400;
    private static final List<ZoneId> ZONES = List.of(
                    "Europe/Warsaw",
                    "America/New_York",
                    "Australia/Lord_Howe", // half an hour
                    "America/Santiago", // at midnight
                    "America/Havana",
                    "Asia/Kolkata",
                    "Africa/Casablanca",
                    "Asia/Shanghai")
            .stream()
            .map(ZoneId::of)
            .toList();

    @Test
    @DisplayName("I-10: due instants equal those of a slow computation, with time changes and holidays")
    void equalsTheSlowComputation() {
        long seed = System.nanoTime();
        System.out.println("Seed of the response clock: " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            compare(random);
        }
    }

    private static void compare(Random random) {
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        Instant openedAt = openedAt(random, zone);
        BusinessCalendar calendar = calendar(random, zone, openedAt);
        ResponsePolicy policy = new ResponsePolicy(
                Map.of(Severity.A, 1 + random.nextInt(3), Severity.B, 4, Severity.C, 5 + random.nextInt(20)),
                1 + random.nextInt(2),
                List.of("en"),
                List.of(calendar));
        IncidentKind kind = random.nextInt(3) == 0 ? IncidentKind.BILLING : IncidentKind.BREAK_FIX;
        Severity severity = Severity.values()[random.nextInt(3)];
        long minutes = kind == IncidentKind.BREAK_FIX
                ? policy.breakFixHours().get(severity) * 60L
                : policy.otherBusinessDays() * ChronoUnit.MINUTES.between(calendar.opensAt(), calendar.closesAt());
        Contact contact = new Contact("Ada", "ada@contoso.example", Optional.empty(), "xx", "XX", zone, false);

        assertThat(ResponseClock.target(kind, severity, contact, openedAt, policy)
                        .dueAt())
                .as("%s minutes from %s in %s", minutes, openedAt, calendar)
                .isEqualTo(watch(calendar, minutes, openedAt));
    }

    private static Instant openedAt(Random random, ZoneId zone) {
        Instant any = Instant.parse("2025-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(5 * 365 * 24 * 60)));
        var change = zone.getRules().nextTransition(any);
        return change == null || random.nextInt(4) == 0
                ? any
                : change.getInstant().minus(Duration.ofMinutes(random.nextInt(4 * 24 * 60)));
    }

    private static BusinessCalendar calendar(Random random, ZoneId zone, Instant openedAt) {
        Set<DayOfWeek> workdays = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextInt(4) > 0) {
                workdays.add(day);
            }
        }
        Set<LocalDate> holidays = new HashSet<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            holidays.add(openedAt.atZone(zone).toLocalDate().plusDays(random.nextInt(8)));
        }
        int opens = random.nextInt(3) == 0 ? random.nextInt(4 * 60) : random.nextInt(20 * 60);
        int closes = opens + 1 + random.nextInt(24 * 60 - 1 - opens);
        return new BusinessCalendar(
                "XX",
                List.of("xx"),
                zone,
                workdays,
                LocalTime.MIN.plusMinutes(opens),
                LocalTime.MIN.plusMinutes(closes),
                holidays);
    }

    /** Support opens when the clock first shows the time, or a later one, and closes for the day in the same way. */
    private static Instant watch(BusinessCalendar calendar, long minutes, Instant openedAt) {
        LocalDate today = null;
        boolean opened = false;
        boolean closed = false;
        long left = minutes;
        for (Instant now = openedAt.minus(Duration.ofDays(2)); ; now = now.plusSeconds(60)) {
            LocalDateTime clock = now.atZone(calendar.timeZone()).toLocalDateTime();
            if (!clock.toLocalDate().equals(today)) {
                today = clock.toLocalDate();
                opened = false;
                closed = false;
            }
            opened |= !clock.toLocalTime().isBefore(calendar.opensAt());
            closed |= !clock.toLocalTime().isBefore(calendar.closesAt());
            if (left == 0) {
                return now;
            }
            boolean works = calendar.workdays().contains(today.getDayOfWeek())
                    && !calendar.holidays().contains(today);
            if (works && opened && !closed && !now.isBefore(openedAt)) {
                left--;
            }
        }
    }
}
