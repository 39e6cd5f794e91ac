package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.response.BusinessCalendar;
import io.partnersupport.incident.domain.response.ResponsePolicy;
import java.util.List;
import java.util.Map;

/** What is read of an edition's policies when the first response is promised. */
record EditionPolicies(IncidentPolicies incidents, List<BusinessCalendar> calendars) {
    record IncidentPolicies(FirstResponse firstResponse) {}

    record FirstResponse(
            Map<Severity, Integer> breakFixHours, int otherBusinessDays, List<String> aroundTheClockLanguages) {}

    ResponsePolicy toResponsePolicy() {
        FirstResponse first = incidents.firstResponse();
        return new ResponsePolicy(
                first.breakFixHours(), first.otherBusinessDays(), first.aroundTheClockLanguages(), calendars);
    }
}
