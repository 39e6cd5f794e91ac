package io.partnersupport.entitlement.domain.benefit;

import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Offer;
import io.partnersupport.entitlement.domain.membership.Membership;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a partner is entitled to at an instant, and why: for each kind of benefit the grant that counts and why others
 * do not (E-3), or why there is none and which offers would grant it (E-4, E-5).
 */
public record Entitlement(List<Chosen> chosen, List<Missing> missing) {
    public Entitlement {
        chosen = List.copyOf(chosen);
        missing = List.copyOf(missing);
    }

    /** Why a grant is not the one that counts. */
    public enum NotChosen {
        WITHDRAWN,
        NOT_BEGUN,
        RENEWAL_WINDOW,
        SMALLER_QUANTITY,
        ENDS_EARLIER,
        BEGAN_LATER,
        EQUAL
    }

    /** Why a kind of benefit is not granted. */
    public enum NotGranted {
        NO_MEMBERSHIP,
        MEMBERSHIP_ENDED,
        MEMBERSHIP_NOT_BEGUN,
        BENEFIT_WITHDRAWN,
        NOT_IN_EDITION,
        COMPETENCY_REQUIRED,
        NOT_IN_OFFER,
        NOT_IN_COMPETENCY_AREA
    }

    /** The grant that counts, and the partner's other grants of its kind. */
    public record Chosen(Benefit benefit, List<Other> others) {
        public Chosen {
            others = List.copyOf(others);
        }
    }

    /** A grant that does not count. */
    public record Other(Benefit benefit, NotChosen reason) {}

    /** A kind that the partner does not get; offers that can be bought now and grant it. */
    public record Missing(BenefitDefinition definition, List<Reason> reasons, List<Offer> grantedBy) {
        public Missing {
            reasons = List.copyOf(reasons);
            grantedBy = List.copyOf(grantedBy);
        }
    }

    /** A reason, and the membership that it speaks of. */
    public record Reason(NotGranted why, Optional<Held> held) {}

    /** A membership and the edition that fixes what it grants (E-8). */
    public record Held(Membership membership, Edition edition) {
        public Offer offer() {
            return edition.offer(membership.offer()).orElseThrow();
        }

        /** When its benefits cease to be usable, unless it is cancelled. */
        public Instant usableUntil() {
            return membership
                    .period()
                    .until()
                    .plus(Duration.ofDays(edition.policies().renewalWindowDays()));
        }

        boolean isUsable(Instant at) {
            return !at.isBefore(membership.period().from())
                    && at.isBefore(usableUntil())
                    && membership
                            .withdrawnAt()
                            .filter(withdrawn -> !at.isBefore(withdrawn))
                            .isEmpty();
        }

        boolean grants(String kind) {
            return edition.benefit(kind)
                    .flatMap(definition -> definition.granted(
                            offer(), membership.competencyArea().flatMap(edition::competencyArea)))
                    .isPresent();
        }
    }
}
