package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.Decision;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditEntry.Action;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.benefit.PartnerUsers;
import io.partnersupport.activation.domain.gotomarket.ContactRefusal;
import io.partnersupport.activation.domain.gotomarket.ContactRules;
import io.partnersupport.activation.domain.gotomarket.MarketingContact;
import io.partnersupport.activation.domain.gotomarket.MarketingContacts;
import io.partnersupport.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Names a partner's marketing contact. */
@ApplicationScoped
public class NameMarketingContact {
    private final MarketingContacts contacts;
    private final PartnerDirectory directory;
    private final PartnerUsers users;
    private final AuditTrail audit;
    private final Clock clock;

    NameMarketingContact(
            MarketingContacts contacts, PartnerDirectory directory, PartnerUsers users, AuditTrail audit, Clock clock) {
        this.contacts = contacts;
        this.directory = directory;
        this.users = users;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Puts the contact in the place of the one before.
     *
     * @param named with the sequence of the contact that the caller has read, 0 if there was none
     */
    @Transactional
    public Decision<MarketingContact, ContactRefusal> name(Caller caller, MarketingContact named) {
        PartnerId partner = named.partnerId();
        Optional<Actor> admin = PartnerAccess.activator(caller, partner);
        Optional<MarketingContact> before = contacts.find(partner);
        List<ContactRefusal> refusals = ContactRules.refusals(new ContactRules.Situation(
                admin,
                before.map(MarketingContact::sequence).orElse(0L) == named.sequence(),
                users.find(partner, named.userId()).isPresent(),
                directory.managedIn(partner).isPresent(),
                users.accountEmail(partner),
                named.email()));
        if (!refusals.isEmpty()) {
            return new Decision.Refused<>(refusals);
        }
        MarketingContact contact = named.next();
        if (!contacts.save(contact)) {
            return Decision.refused(ContactRefusal.PRECONDITION_FAILED);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // what the database keeps
        audit.add(new AuditEntry(
                partner,
                admin.orElseThrow(),
                now,
                Action.MARKETING_CONTACT_CHANGED,
                subject(partner),
                before.map(MarketingContact::userId),
                contact.userId(),
                Optional.empty()));
        return new Decision.Accepted<>(contact);
    }

    /** A partner has one contact: its trail is found by the partner. */
    private static UUID subject(PartnerId partner) {
        return UUID.nameUUIDFromBytes(("marketing-contact " + partner.value()).getBytes(StandardCharsets.US_ASCII));
    }
}
