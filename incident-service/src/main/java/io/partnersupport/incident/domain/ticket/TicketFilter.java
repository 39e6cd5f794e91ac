package io.partnersupport.incident.domain.ticket;

import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.ProblemClassification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which tickets a list has.
 *
 * @param active whether support still works on them; empty for all
 * @param created bounds of the instant of opening, all of which hold
 * @param subject what they are about
 */
public record TicketFilter(Optional<Boolean> active, List<Bound> created, Optional<Subject> subject) {
    /** A bound of an instant. */
    public record Bound(Comparison comparison, Instant at) {}

    /** How an instant compares with a bound. */
    public enum Comparison {
        EQ("="),
        GT(">"),
        GE(">="),
        LT("<"),
        LE("<=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /**
     * What tickets are about.
     *
     * @param version empty for any
     * @param classification empty for any
     */
    public record Subject(
            String productId,
            Set<IncidentKind> kinds,
            Optional<String> version,
            Optional<ProblemClassification> classification) {}
}
