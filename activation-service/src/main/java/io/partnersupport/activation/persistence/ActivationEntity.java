package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.activation.Activation;
import io.partnersupport.activation.domain.activation.ActivationId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.Processing;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "activation")
class ActivationEntity {
    @Id
    UUID id;

    UUID benefitId;
    String partnerId;

    @Enumerated(EnumType.STRING)
    Processing processing;

    @Enumerated(EnumType.STRING)
    Activation.State state;

    String requestedBy;
    String requestedByRole;
    Instant requestedAt;
    Instant expectedBy;
    Instant approvedAt;
    Instant completedAt;
    String reason;

    /** Of a known request nothing changes but how far it came. */
    void move(Activation activation) {
        state = activation.state();
        approvedAt = activation.approvedAt().orElse(null);
        completedAt = activation.completedAt().orElse(null);
        reason = activation.reason().orElse(null);
    }

    Activation toActivation() {
        return new Activation(
                new ActivationId(id),
                new BenefitId(benefitId),
                new PartnerId(partnerId),
                processing,
                state,
                new Actor(requestedBy, requestedByRole),
                requestedAt,
                expectedBy,
                Optional.ofNullable(approvedAt),
                Optional.ofNullable(completedAt),
                Optional.ofNullable(reason));
    }
}
