package io.partnersupport.activation.domain.benefit;

import java.util.Optional;

/**
 * What one membership grants besides support.
 *
 * @param offerName the offer that was bought, such as Gold competency
 * @param benefitPackage what the portal calls it, such as Gold Core
 * @param terms what only its category has
 */
public record FurtherBenefit<T>(
        GrantedBenefit grant, MembershipId membership, String offerName, Optional<String> benefitPackage, T terms) {
    public BenefitId id() {
        return grant.id();
    }
}
