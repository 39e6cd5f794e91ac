package io.partnersupport.incident.domain.plan;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.PlanId;
import io.partnersupport.incident.domain.product.ProductKind;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What an incident can be opened under: a line of a contract that is linked with the account, a plan that its partner
 * pays for, or the Cloud Solution Provider plan.
 *
 * @param contract whose line it is; empty for plans without contract, which are not counted
 * @param startsAt the first instant at which it can be used
 * @param endsAt the first instant at which it can no longer be used
 * @param contractWithdrawn whether the whole contract was taken back
 * @param superseded whether a better line of the same contract took its place (E-3)
 * @param linked false if it has a contract that the account has not linked
 */
public record SupportPlan(
        PlanId id,
        PlanType type,
        String name,
        Optional<ContractRef> contract,
        PartnerId partner,
        Instant startsAt,
        Instant endsAt,
        Covers covers,
        boolean contractWithdrawn,
        boolean superseded,
        boolean linked,
        Units units) {
    /** The same for every partner, so that a request can name the plan. */
    public static final PlanId CLOUD_SOLUTION_PROVIDER =
            new PlanId(UUID.fromString("c5900000-0000-4000-8000-000000000000"));

    /** The plan that every Cloud Solution Provider partner has for its customers, without contract and count (I-9). */
    static SupportPlan cloudSolutionProvider(PartnerId partner) {
        return new SupportPlan(
                CLOUD_SOLUTION_PROVIDER,
                PlanType.CLOUD_SOLUTION_PROVIDER,
                "Cloud Solution Provider",
                Optional.empty(),
                partner,
                Instant.MIN,
                Instant.MAX,
                new Covers(Set.of(ProductKind.CLOUD), Set.of()),
                false,
                false,
                true,
                Units.unlimited(0));
    }

    /** Whether it begins and ends. */
    public boolean isDated() {
        return startsAt.isAfter(Instant.MIN);
    }

    public boolean isInForce(Instant at) {
        return !at.isBefore(startsAt) && at.isBefore(endsAt);
    }

    /** What keeps count of its use; empty if nothing does. */
    public Optional<BenefitId> benefit() {
        return contract.map(any -> new BenefitId(id.value()));
    }

    public boolean isForCustomersOnly() {
        return type == PlanType.CLOUD_SOLUTION_PROVIDER;
    }
}
