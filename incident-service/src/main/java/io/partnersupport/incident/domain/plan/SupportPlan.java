package io.partnersupport.incident.domain.plan;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import java.time.Instant;

/**
 * What an incident can be opened under: a line of a contract that is linked with the account.
 *
 * @param startsAt the first instant at which it can be used
 * @param endsAt the first instant at which it can no longer be used
 * @param contractWithdrawn whether the whole contract was taken back
 * @param superseded whether a better line of the same contract took its place (E-3)
 */
public record SupportPlan(
        BenefitId benefitId,
        PlanType type,
        String name,
        ContractRef contract,
        PartnerId partner,
        Instant startsAt,
        Instant endsAt,
        Covers covers,
        boolean contractWithdrawn,
        boolean superseded,
        Units units) {}
