package io.partnersupport.activation.domain.cloud;

import io.partnersupport.activation.domain.benefit.BenefitId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Who uses which usage-based service. */
public interface CloudAssignments {
    Map<BenefitId, CloudAssignment> of(Collection<BenefitId> benefits);

    /** Reads it and keeps others from assigning the service until the transaction ends. */
    Optional<CloudAssignment> lock(BenefitId benefit);

    void save(CloudAssignment assignment);
}
