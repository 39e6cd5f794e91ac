package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.BenefitUnit;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.Category;
import io.partnersupport.entitlement.domain.catalogue.Coverage;
import io.partnersupport.entitlement.domain.catalogue.Policies.Activation;
import io.partnersupport.entitlement.domain.catalogue.Policies.Processing;
import io.partnersupport.entitlement.domain.catalogue.Quantity;
import io.partnersupport.entitlement.domain.catalogue.Terms;
import io.partnersupport.kit.event.EventJson;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "benefit")
class BenefitEntity {
    @Id
    UUID id;

    String partnerId;
    UUID membershipId;
    String kind;
    String name;

    @Enumerated(EnumType.STRING)
    Category category;

    @Enumerated(EnumType.STRING)
    BenefitUnit unit;

    Integer quantity;
    String offer;
    String offerName;
    String competencyArea;
    String benefitPackage;
    int benefitYear;
    Instant startsAt;
    Instant activateBy;
    Instant usableUntil;

    @Enumerated(EnumType.STRING)
    Processing processing;

    int expectedWithinBusinessDays;
    String covers;
    String terms;
    Instant withdrawnAt;
    String listed;
    long sequence;

    static BenefitEntity of(Benefit benefit, EventJson json) {
        BenefitEntity entity = new BenefitEntity();
        entity.id = benefit.id();
        entity.partnerId = benefit.partnerId().value();
        entity.membershipId = benefit.grantedBy().membershipId();
        entity.kind = benefit.kind();
        entity.name = benefit.name();
        entity.category = benefit.category();
        entity.unit = benefit.unit();
        entity.quantity = benefit.quantity().isUnlimited()
                ? null
                : benefit.quantity().units().getAsInt();
        entity.offer = benefit.grantedBy().offer();
        entity.offerName = benefit.grantedBy().offerName();
        entity.competencyArea = benefit.grantedBy().competencyArea().orElse(null);
        entity.benefitPackage = benefit.grantedBy().benefitPackage();
        entity.benefitYear = benefit.benefitYear();
        entity.startsAt = benefit.startsAt();
        entity.activateBy = benefit.activateBy();
        entity.usableUntil = benefit.usableUntil();
        entity.processing = benefit.activation().processing();
        entity.expectedWithinBusinessDays = benefit.activation().expectedWithinBusinessDays();
        entity.covers = json.write(benefit.covers());
        entity.terms = json.write(benefit.terms());
        entity.withdrawnAt = benefit.withdrawnAt().orElse(null);
        entity.listed = json.write(benefit.listed());
        return entity;
    }

    Benefit toBenefit(EventJson json) {
        return new Benefit(
                id,
                new PartnerId(partnerId),
                kind,
                name,
                category,
                unit,
                quantity == null ? Quantity.UNLIMITED : Quantity.of(quantity),
                new Benefit.GrantedBy(
                        membershipId, offer, offerName, Optional.ofNullable(competencyArea), benefitPackage),
                benefitYear,
                startsAt,
                activateBy,
                usableUntil,
                new Activation(processing, expectedWithinBusinessDays),
                json.read(covers, Coverage.class),
                json.read(terms, Terms.class),
                Optional.ofNullable(withdrawnAt),
                List.of(json.read(listed, Period[].class)));
    }
}
