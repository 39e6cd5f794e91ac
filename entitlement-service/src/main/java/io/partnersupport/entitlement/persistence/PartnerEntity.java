package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.Partner.ManagedIn;
import io.partnersupport.entitlement.domain.partner.Partner.PartnerKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "partner")
class PartnerEntity {
    @Id
    String partnerId;

    String name;
    String country;

    @Enumerated(EnumType.STRING)
    ManagedIn managedIn;

    @Enumerated(EnumType.STRING)
    PartnerKind partnerKind;

    String tenantId;
    String domain;
    String accountEmail;
    Instant benefitYearsFrom;
    long sequence;

    Partner toPartner() {
        return new Partner(
                new PartnerId(partnerId), name, country, managedIn, partnerKind, tenantId, domain, accountEmail);
    }
}
