package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.PartnerUser;
import io.partnersupport.entitlement.domain.partner.Partners;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.OptionalLong;

/** Adds partners, and users to them. */
@ApplicationScoped
public class RegisterPartner {
    private final Partners partners;
    private final EntitlementEvents events;

    RegisterPartner(Partners partners, EntitlementEvents events) {
        this.partners = partners;
        this.events = events;
    }

    /** Returns false if the partner's id, tenant or domain is taken. */
    @Transactional
    public boolean register(Partner partner) {
        OptionalLong sequence = partners.add(partner);
        sequence.ifPresent(first -> events.partnerChanged(partner, first));
        return sequence.isPresent();
    }

    /** Returns false if the user exists already. */
    @Transactional
    public boolean addUser(PartnerUser user) {
        OptionalLong sequence = partners.add(user);
        sequence.ifPresent(first -> events.userChanged(user, first));
        return sequence.isPresent();
    }
}
