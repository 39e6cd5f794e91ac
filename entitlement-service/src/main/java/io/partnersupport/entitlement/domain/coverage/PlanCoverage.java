package io.partnersupport.entitlement.domain.coverage;

import io.partnersupport.entitlement.domain.plan.PaidPlan;
import java.util.List;

/** Whether a paid plan that is in force covers the product (E-14). It is not limited to the versions of E-10. */
public record PlanCoverage(PaidPlan plan, List<Reason> reasons) {
    public PlanCoverage {
        reasons = List.copyOf(reasons);
    }

    public boolean isCovered() {
        return reasons.isEmpty();
    }
}
