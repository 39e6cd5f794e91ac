package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.Outcome;
import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.customer.Customers;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.PartnerRules;
import io.partnersupport.entitlement.domain.partner.PartnerRules.Refusal;
import io.partnersupport.entitlement.domain.partner.PartnerUser;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hibernate.exception.ConstraintViolationException;

/** Changes partners and their users. */
@ApplicationScoped
public class ChangePartner {
    private final Partners partners;
    private final Customers customers;
    private final EntitlementEvents events;

    ChangePartner(Partners partners, Customers customers, EntitlementEvents events) {
        this.partners = partners;
        this.customers = customers;
        this.events = events;
    }

    /** Stores what was made from a partner as it was read. */
    public Outcome<Partner, Refusal> change(Versioned<Partner> changed) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> decide(changed));
        } catch (ConstraintViolationException e) { // another partner has the tenant or domain; the database decides
            return new Outcome.Refused<>(List.of(Refusal.PARTNER_EXISTS));
        }
    }

    private Outcome<Partner, Refusal> decide(Versioned<Partner> changed) {
        Partner partner = changed.state();
        partners.locked(partner.id()); // no customer comes while its ties are looked at
        List<Refusal> refusals = PartnerRules.refusals(partner, customers.tiesOf(partner.id(), partner.tenantId()));
        if (!refusals.isEmpty()) {
            return new Outcome.Refused<>(refusals);
        }
        OptionalLong sequence = partners.replace(changed);
        sequence.ifPresent(raised -> events.partnerChanged(partner, raised));
        return Outcome.of(partner, sequence);
    }

    /** Stores what was made from a user as they were read; empty if somebody changed or removed them in between. */
    @Transactional
    public Optional<Versioned<PartnerUser>> changeUser(Versioned<PartnerUser> changed) {
        OptionalLong sequence = partners.replaceUser(changed);
        sequence.ifPresent(raised -> events.userChanged(changed.state(), raised));
        return sequence.isPresent()
                ? Optional.of(new Versioned<>(changed.state(), sequence.getAsLong()))
                : Optional.empty();
    }
}
