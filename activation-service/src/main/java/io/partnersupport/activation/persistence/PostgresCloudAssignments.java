package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.cloud.CloudAssignment;
import io.partnersupport.activation.domain.cloud.CloudAssignments;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

@ApplicationScoped
class PostgresCloudAssignments implements CloudAssignments, PanacheRepositoryBase<CloudAssignmentEntity, UUID> {
    @Override
    public Map<BenefitId, CloudAssignment> of(Collection<BenefitId> benefits) {
        return find("benefitId in ?1", benefits.stream().map(BenefitId::value).toList()).stream()
                .map(CloudAssignmentEntity::toAssignment)
                .collect(Collectors.toMap(CloudAssignment::benefitId, assignment -> assignment));
    }

    @Override
    public Optional<CloudAssignment> lock(BenefitId benefit) {
        AdvisoryLock.take(getEntityManager(), "cloud assignment " + benefit.value());
        return findByIdOptional(benefit.value()).map(CloudAssignmentEntity::toAssignment);
    }

    @Override
    public void save(CloudAssignment assignment) {
        getEntityManager().merge(CloudAssignmentEntity.of(assignment));
    }
}
