package io.partnersupport.incident.domain.advisory;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.PartnerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A partner's hours from one membership.
 *
 * @param granted empty if there is no limit
 * @param listed when it is the partner's best grant of its kind (E-3)
 * @param presalesDeducts whether presales consultations take hours, too
 */
public record AdvisoryBenefit(
        BenefitId id,
        PartnerId partner,
        String kind,
        String name,
        OptionalLong granted,
        Instant usableUntil,
        List<Listed> listed,
        boolean presalesDeducts,
        boolean withdrawn) {
    public AdvisoryBenefit {
        listed = List.copyOf(listed);
    }

    /** From the first instant until, not at, the second. */
    public record Listed(Instant from, Instant until) {
        boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    public boolean isUsable(Instant at) {
        return !withdrawn && at.isBefore(usableUntil) && listed.stream().anyMatch(interval -> interval.contains(at));
    }

    /** Until when it was the best, if a better one came before its own end. */
    Optional<Instant> supersededAt() {
        return listed.stream().map(Listed::until).max(Comparator.naturalOrder()).filter(usableUntil::isAfter);
    }
}
