package io.partnersupport.activation.domain.activation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;

/** The days on which a region works. */
public record BusinessCalendar(ZoneId timeZone, Set<DayOfWeek> workdays, Set<LocalDate> holidays) {
    /** Where no calendar of the region is known: Monday to Friday in UTC. */
    public static final BusinessCalendar ANYWHERE =
            new BusinessCalendar(ZoneOffset.UTC, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), Set.of());

    public BusinessCalendar {
        workdays = Set.copyOf(workdays);
        holidays = Set.copyOf(holidays);
        if (workdays.isEmpty()) {
            throw new IllegalArgumentException("A calendar without a workday has no end");
        }
    }

    /** The same time of day, that many business days later. */
    Instant after(Instant at, int days) {
        ZonedDateTime day = at.atZone(timeZone);
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (workdays.contains(day.getDayOfWeek()) && !holidays.contains(day.toLocalDate())) {
                left--;
            }
        }
        return day.toInstant();
    }
}
