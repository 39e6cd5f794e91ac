package io.partnersupport.entitlement.domain.coverage;

import io.partnersupport.entitlement.domain.benefit.Benefit;
import java.util.List;
import java.util.Optional;

/**
 * Whether one kind of benefit covers the product, with every rule that was asked.
 *
 * @param grant the partner's best one at the instant; empty if the benefit is not granted
 */
public record BenefitCoverage(SupportBenefit benefit, Optional<Benefit> grant, List<Step> trace) {
    public BenefitCoverage {
        trace = List.copyOf(trace);
    }

    /** The rules, in the order in which they are asked. */
    public enum Rule {
        GRANT,
        ACTIVATION,
        PRODUCT,
        VERSION
    }

    /** What one rule said; no reason against it means that it is satisfied. */
    public record Step(Rule rule, List<Reason> reasons) {
        public Step {
            reasons = List.copyOf(reasons);
        }
    }

    public boolean isCovered() {
        return reasons().isEmpty();
    }

    public List<Reason> reasons() {
        return trace.stream().flatMap(step -> step.reasons().stream()).toList();
    }

    public List<Remedy> remedies() {
        return reasons().stream()
                .flatMap(reason -> reason.remedies().stream())
                .distinct()
                .toList();
    }
}
