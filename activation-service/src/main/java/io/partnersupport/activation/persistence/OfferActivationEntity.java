package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.Processing;
import io.partnersupport.activation.domain.gotomarket.OfferActivation;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "offer_activation")
class OfferActivationEntity {
    @Id
    UUID id;

    UUID benefitId;
    String partnerId;
    String kind;

    @Enumerated(EnumType.STRING)
    Processing processing;

    @Enumerated(EnumType.STRING)
    OfferActivation.State state;

    String requestedBy;
    String requestedByRole;
    Instant requestedAt;
    Instant expectedBy;
    Instant approvedAt;
    Instant completedAt;
    Instant expiresAt;
    String reason;

    static OfferActivationEntity of(OfferActivation activation) {
        OfferActivationEntity entity = new OfferActivationEntity();
        entity.id = activation.id();
        entity.benefitId = activation.benefitId().value();
        entity.partnerId = activation.partnerId().value();
        entity.kind = activation.kind();
        entity.processing = activation.processing();
        entity.requestedBy = activation.requestedBy().id();
        entity.requestedByRole = activation.requestedBy().role();
        entity.requestedAt = activation.requestedAt();
        entity.expectedBy = activation.expectedBy();
        entity.move(activation);
        return entity;
    }

    /** Of a known request nothing changes but how far it came. */
    final void move(OfferActivation activation) {
        state = activation.state();
        approvedAt = activation.approvedAt().orElse(null);
        completedAt = activation.completedAt().orElse(null);
        expiresAt = activation.expiresAt().orElse(null);
        reason = activation.reason().orElse(null);
    }

    OfferActivation toActivation() {
        return new OfferActivation(
                id,
                new BenefitId(benefitId),
                new PartnerId(partnerId),
                kind,
                processing,
                state,
                new Actor(requestedBy, requestedByRole),
                requestedAt,
                expectedBy,
                Optional.ofNullable(approvedAt),
                Optional.ofNullable(completedAt),
                Optional.ofNullable(expiresAt),
                Optional.ofNullable(reason));
    }
}
