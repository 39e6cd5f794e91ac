package io.partnersupport.entitlement.messaging;

import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Policies;
import java.time.Instant;

record EditionState(
        String code, int revision, String name, Instant effectiveFrom, Instant effectiveTo, Policies policies) {
    static EditionState from(Edition edition) {
        return new EditionState(
                edition.code(),
                edition.revision(),
                edition.name(),
                edition.effectiveFrom(),
                edition.effectiveTo(),
                edition.policies());
    }
}
