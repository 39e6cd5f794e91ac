package io.partnersupport.entitlement.domain.coverage;

import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.product.Product;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a coverage check depends on.
 *
 * @param product empty if there is no such product
 * @param edition in force at the instant that is asked about; it names the benefits which the partner lacks
 * @param memberships all that the partner ever bought
 * @param grants of technical support and advice that these memberships gave
 */
public record CoverageFacts(
        Partner partner,
        Optional<Product> product,
        Optional<Edition> edition,
        List<Membership> memberships,
        List<Benefit> grants) {
    public CoverageFacts {
        memberships = List.copyOf(memberships);
        grants = List.copyOf(grants);
    }

    /** The codes of the offers whose membership is in force, or in its renewal window. */
    public List<String> offersHeld(Instant at) {
        return Stream.concat(
                        memberships.stream()
                                .filter(membership -> membership.period().contains(at))
                                .filter(membership -> membership
                                        .withdrawnAt()
                                        .filter(since -> !at.isBefore(since))
                                        .isEmpty())
                                .map(Membership::offer),
                        grants.stream()
                                .filter(grant -> grant.isListed(at))
                                .map(grant -> grant.grantedBy().offer()))
                .distinct()
                .toList();
    }
}
