package io.partnersupport.entitlement.domain.catalogue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * When a region works, in its own time zone.
 *
 * @param timeZone of the IANA database
 * @param opensAt hours and minutes, as in {@code 09:00}
 * @param closesAt hours and minutes, as in {@code 17:30}
 */
public record BusinessCalendar(
        String region,
        List<String> languages,
        String timeZone,
        List<DayOfWeek> workdays,
        String opensAt,
        String closesAt,
        List<LocalDate> holidays) {
    public BusinessCalendar {
        languages = List.copyOf(languages);
        workdays = List.copyOf(workdays);
        holidays = List.copyOf(holidays);
    }
}
