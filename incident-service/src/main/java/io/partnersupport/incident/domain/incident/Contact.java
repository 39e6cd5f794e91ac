package io.partnersupport.incident.domain.incident;

import java.time.ZoneId;
import java.util.Optional;

/** Whom support talks to. */
public record Contact(
        String name,
        String email,
        Optional<String> phone,
        String language,
        String country,
        ZoneId timeZone,
        boolean reachableAroundTheClock) {
    public boolean isReachableForSeverityA() {
        return reachableAroundTheClock && phone.isPresent();
    }
}
