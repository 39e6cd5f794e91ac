package io.partnersupport.incident.domain.response;

import io.partnersupport.incident.domain.incident.Severity;
import java.util.List;
import java.util.Map;

/**
 * What an edition promises about the first response, with its business calendars.
 *
 * @param breakFixHours by severity
 * @param otherBusinessDays for requests that are not break-fix
 * @param aroundTheClockLanguages in which the clock runs without a break
 */
public record ResponsePolicy(
        Map<Severity, Integer> breakFixHours,
        int otherBusinessDays,
        List<String> aroundTheClockLanguages,
        List<BusinessCalendar> calendars) {
    public ResponsePolicy {
        breakFixHours = Map.copyOf(breakFixHours);
        aroundTheClockLanguages = List.copyOf(aroundTheClockLanguages);
        calendars = List.copyOf(calendars);
        if (!breakFixHours.keySet().containsAll(List.of(Severity.values()))) {
            throw new IllegalArgumentException("Every severity has its hours");
        }
        if (otherBusinessDays < 1 || breakFixHours.values().stream().anyMatch(hours -> hours < 1)) {
            throw new IllegalArgumentException("A response takes its time");
        }
    }
}
