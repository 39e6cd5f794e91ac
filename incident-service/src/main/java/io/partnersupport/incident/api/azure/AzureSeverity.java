package io.partnersupport.incident.api.azure;

import io.partnersupport.incident.domain.incident.Severity;
import java.util.Locale;
import java.util.Optional;

/** Azure's severities and ours. */
enum AzureSeverity {
    MINIMAL(Severity.C),
    MODERATE(Severity.B),
    CRITICAL(Severity.A),
    /** Critical, and somebody can be reached at any hour. */
    HIGHESTCRITICALIMPACT(Severity.A);

    private final Severity ours;

    AzureSeverity(Severity ours) {
        this.ours = ours;
    }

    static AzureSeverity of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** As it was written, if it still means our severity; else the first that does. */
    static String nameOf(Severity severity, Optional<String> written) {
        return written.filter(name -> of(name).ours == severity)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .orElseGet(() -> switch (severity) {
                    case A -> name(CRITICAL);
                    case B -> name(MODERATE);
                    case C -> name(MINIMAL);
                });
    }

    private static String name(AzureSeverity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    Severity ours() {
        return ours;
    }

    /** Whether somebody is to be reached at any hour, whatever was said about it. */
    boolean isAroundTheClock(Boolean require24X7Response) {
        return this == HIGHESTCRITICALIMPACT || Boolean.TRUE.equals(require24X7Response);
    }
}
