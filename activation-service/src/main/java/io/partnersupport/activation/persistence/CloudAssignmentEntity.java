package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.cloud.CloudAssignment;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "cloud_assignment")
class CloudAssignmentEntity {
    @Id
    UUID benefitId;

    String partnerId;
    String assignee;
    Instant assignedAt;

    static CloudAssignmentEntity of(CloudAssignment assignment) {
        CloudAssignmentEntity entity = new CloudAssignmentEntity();
        entity.benefitId = assignment.benefitId().value();
        entity.partnerId = assignment.partnerId().value();
        entity.assignee = assignment.assignee();
        entity.assignedAt = assignment.assignedAt();
        return entity;
    }

    CloudAssignment toAssignment() {
        return new CloudAssignment(new BenefitId(benefitId), new PartnerId(partnerId), assignee, assignedAt);
    }
}
