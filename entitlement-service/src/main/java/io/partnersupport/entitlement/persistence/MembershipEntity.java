package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.membership.Membership;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "membership")
class MembershipEntity {
    @Id
    UUID id;

    String partnerId;
    String offer;
    String competencyArea;
    LocalDate purchasedOn;
    Instant startsAt;
    Instant endsAt;
    String edition;
    int editionRevision;
    Instant withdrawnAt;
    long sequence;

    static MembershipEntity of(Membership membership) {
        MembershipEntity entity = new MembershipEntity();
        entity.id = membership.id();
        entity.partnerId = membership.partnerId().value();
        entity.offer = membership.offer();
        entity.competencyArea = membership.competencyArea().orElse(null);
        entity.purchasedOn = membership.purchasedOn();
        entity.startsAt = membership.period().from();
        entity.endsAt = membership.period().until();
        entity.edition = membership.edition();
        entity.editionRevision = membership.editionRevision();
        entity.withdrawnAt = membership.withdrawnAt().orElse(null);
        entity.sequence = 1;
        return entity;
    }

    Membership toMembership() {
        return new Membership(
                id,
                new PartnerId(partnerId),
                offer,
                Optional.ofNullable(competencyArea),
                purchasedOn,
                new Period(startsAt, endsAt),
                edition,
                editionRevision,
                Optional.ofNullable(withdrawnAt));
    }
}
