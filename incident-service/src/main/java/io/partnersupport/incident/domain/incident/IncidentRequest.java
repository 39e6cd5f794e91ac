package io.partnersupport.incident.domain.incident;

import java.util.Optional;

/**
 * What somebody asks support for.
 *
 * @param customer for whom; empty for the own organisation
 */
public record IncidentRequest(
        IncidentKind kind,
        String productId,
        Optional<String> version,
        Severity severity,
        String title,
        String description,
        Contact contact,
        Channel channel,
        Optional<ProblemClassification> classification,
        Optional<OnBehalf> customer) {
    /** Only whom it concerns may read what was typed: nothing of it in a log. */
    @Override
    public String toString() {
        return "IncidentRequest[%s, %s]".formatted(kind, productId);
    }
}
