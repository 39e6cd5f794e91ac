package io.partnersupport.incident.domain.plan;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.response.ResponsePolicy;
import java.util.List;
import java.util.Optional;

/**
 * What is known when a request is decided.
 *
 * @param product the one that the request names; empty if it names none or one that is not known
 * @param responsePolicy of the edition in force; empty if none is known
 * @param plans of every contract that is linked with the account, usable or not
 */
public record LinkedPlans(Optional<Product> product, Optional<ResponsePolicy> responsePolicy, List<SupportPlan> plans) {
    public LinkedPlans {
        plans = List.copyOf(plans);
    }

    public Optional<SupportPlan> plan(BenefitId id) {
        return plans.stream().filter(plan -> plan.benefitId().equals(id)).findFirst();
    }
}
