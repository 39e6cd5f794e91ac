package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.MembershipId;
import io.partnersupport.activation.domain.cancellation.Cancellation;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "cancellation")
class CancellationEntity {
    @Id
    UUID id;

    String requestNumber;
    String partnerId;
    UUID membershipId;
    UUID benefitId;
    Instant refundUntil;
    String cancelledBy;
    String cancelledByRole;
    Instant cancelledAt;

    static CancellationEntity of(Cancellation granted) {
        CancellationEntity entity = new CancellationEntity();
        entity.id = granted.id();
        entity.requestNumber = granted.requestNumber();
        entity.partnerId = granted.partnerId().value();
        entity.membershipId = granted.membership().map(MembershipId::value).orElse(null);
        entity.benefitId = granted.offer().map(BenefitId::value).orElse(null);
        entity.refundUntil = granted.refundUntil();
        entity.cancelledBy = granted.by().id();
        entity.cancelledByRole = granted.by().role();
        entity.cancelledAt = granted.at();
        return entity;
    }

    Cancellation toCancellation() {
        return new Cancellation(
                id,
                requestNumber,
                new PartnerId(partnerId),
                Optional.ofNullable(membershipId).map(MembershipId::new),
                Optional.ofNullable(benefitId).map(BenefitId::new),
                refundUntil,
                new Actor(cancelledBy, cancelledByRole),
                cancelledAt);
    }
}
