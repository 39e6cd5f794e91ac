package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.benefit.GrantRules;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Editions;
import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.membership.Memberships;
import io.partnersupport.entitlement.domain.membership.Notice;
import io.partnersupport.entitlement.domain.membership.Notices;
import io.partnersupport.entitlement.domain.membership.PurchaseRules;
import io.partnersupport.entitlement.domain.membership.PurchaseRules.Purchase;
import io.partnersupport.entitlement.domain.membership.PurchaseRules.PurchaseDecision;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Buys or renews a membership, and grants its benefits. */
@ApplicationScoped
public class PurchaseMembership {
    private final Partners partners;
    private final Memberships memberships;
    private final SaveBenefits save;
    private final Notices notices;
    private final Editions editions;
    private final EntitlementEvents events;
    private final Clock clock;

    PurchaseMembership(
            Partners partners,
            Memberships memberships,
            SaveBenefits save,
            Notices notices,
            Editions editions,
            EntitlementEvents events,
            Clock clock) {
        this.partners = partners;
        this.memberships = memberships;
        this.save = save;
        this.notices = notices;
        this.editions = editions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Decides on a purchase.
     *
     * @return empty if there is no such partner
     */
    @Transactional
    public Optional<PurchaseDecision> purchase(
            PartnerId partner, String offer, Optional<String> competencyArea, LocalDate purchasedOn) {
        Instant now = clock.instant();
        Instant purchasedAt = purchasedOn.atStartOfDay().toInstant(ZoneOffset.UTC);
        Optional<Instant> benefitYearsFrom = partners.lockBenefitYears(partner, purchasedAt);
        if (benefitYearsFrom.isEmpty()) {
            return Optional.empty();
        }
        Optional<Edition> edition = editions.inForce(purchasedAt);
        PurchaseDecision decision = PurchaseRules.decide(new Purchase(
                Ids.next(now), partner, offer, competencyArea, purchasedOn, edition, memberships.of(partner), now));
        decision.membership().ifPresent(membership -> grant(membership, edition.get(), benefitYearsFrom.get()));
        return Optional.of(decision);
    }

    private void grant(Membership membership, Edition edition, Instant benefitYearsFrom) {
        events.membershipChanged(membership, memberships.add(membership));
        List<Benefit> granted =
                GrantRules.grantedBy(membership, edition, benefitYearsFrom, () -> Ids.next(clock.instant()));
        save.save(membership.partnerId(), membership.period().from(), granted);
        notices.schedule(Notice.of(membership, edition, () -> Ids.next(clock.instant())));
    }
}
