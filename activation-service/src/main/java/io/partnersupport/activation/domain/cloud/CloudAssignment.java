package io.partnersupport.activation.domain.cloud;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import java.time.Instant;

/** Who uses a usage-based service. */
public record CloudAssignment(BenefitId benefitId, PartnerId partnerId, String assignee, Instant assignedAt) {}
