package io.partnersupport.incident.domain.response;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * When a region works and what it speaks, from the catalogue.
 *
 * @param opensAt on the clocks of the region; a time that the clocks skip is the instant at which they skip it
 * @param closesAt the first time of the day at which nobody answers; not opened again if the clocks then go back
 */
public record BusinessCalendar(
        String region,
        List<String> languages,
        ZoneId timeZone,
        Set<DayOfWeek> workdays,
        LocalTime opensAt,
        LocalTime closesAt,
        Set<LocalDate> holidays) {
    public BusinessCalendar {
        languages = List.copyOf(languages);
        workdays = Set.copyOf(workdays);
        holidays = Set.copyOf(holidays);
        if (workdays.isEmpty() || !opensAt.isBefore(closesAt)) {
            throw new IllegalArgumentException("A business calendar has business hours");
        }
    }

    /** Business time of one day, from an instant to the one before which it ends. */
    public record Span(Instant from, Instant until) {
        Duration length() {
            return Duration.between(from, until);
        }
    }

    boolean speaks(String language) {
        return languages.stream().anyMatch(spoken -> matches(language, spoken));
    }

    /** Whether the language is the spoken one or a variant of it, as pl-PL is of pl. */
    static boolean matches(String language, String spoken) {
        String wanted = language.toLowerCase(Locale.ROOT);
        String known = spoken.toLowerCase(Locale.ROOT);
        return wanted.equals(known) || wanted.startsWith(known + "-");
    }

    /** The business hours of this many ordinary days. */
    Duration days(int number) {
        return Duration.between(opensAt, closesAt).multipliedBy(number);
    }

    /** The business time, day by day, which makes up this amount from that instant on; the last span ends with it. */
    List<Span> spend(Duration amount, Instant from) {
        List<Span> spans = new ArrayList<>();
        Duration left = amount;
        for (LocalDate day = from.atZone(timeZone).toLocalDate(); !left.isZero(); day = day.plusDays(1)) {
            Instant start = later(from, first(day.atTime(opensAt)));
            Instant end = first(day.atTime(closesAt));
            if (isBusinessDay(day) && start.isBefore(end)) {
                Instant enough = start.plus(left);
                Span span = new Span(start, enough.isBefore(end) ? enough : end);
                spans.add(span);
                left = left.minus(span.length());
            }
        }
        return spans;
    }

    /** The holidays on which the region would otherwise work, in the days of this period. */
    List<LocalDate> holidaysBetween(Instant from, Instant until) {
        return from.atZone(timeZone)
                .toLocalDate()
                .datesUntil(until.atZone(timeZone).toLocalDate().plusDays(1))
                .filter(day -> workdays.contains(day.getDayOfWeek()) && holidays.contains(day))
                .toList();
    }

    private boolean isBusinessDay(LocalDate day) {
        return workdays.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    /** The first instant at which the clocks show this time or, where they skip it, a later one. */
    private Instant first(LocalDateTime time) {
        ZoneOffsetTransition change = timeZone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(timeZone).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
