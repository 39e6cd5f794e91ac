package io.partnersupport.incident.domain.incident;

import java.util.Optional;

/** What somebody asks support for. */
public record IncidentRequest(
        IncidentKind kind,
        String productId,
        Optional<String> version,
        Severity severity,
        String title,
        String description,
        Contact contact,
        Channel channel) {
    /** Only whom it concerns may read what was typed: nothing of it in a log. */
    @Override
    public String toString() {
        return "IncidentRequest[%s, %s]".formatted(kind, productId);
    }
}
