package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.partner.PartnerUser;
import io.partnersupport.entitlement.domain.partner.PartnerUser.Directory;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;

@Entity
@Table(name = "partner_user")
class PartnerUserEntity {
    @Id
    String userId;

    String partnerId;
    String name;
    String email;

    @Enumerated(EnumType.STRING)
    Directory directory;

    String[] roles;
    boolean withdrawn;
    long sequence;

    PartnerUser toUser() {
        return new PartnerUser(userId, new PartnerId(partnerId), name, email, directory, List.of(roles), withdrawn);
    }
}
