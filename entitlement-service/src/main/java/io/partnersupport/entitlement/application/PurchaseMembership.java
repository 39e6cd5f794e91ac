package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.benefit.Benefits;
import io.partnersupport.entitlement.domain.benefit.GrantRules;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Editions;
import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.membership.Memberships;
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
import java.util.stream.Stream;

/** Buys or renews a membership, and grants its benefits. */
@ApplicationScoped
public class PurchaseMembership {
    private final Partners partners;
    private final Memberships memberships;
    private final Benefits benefits;
    private final Editions editions;
    private final EntitlementEvents events;
    private final Clock clock;

    PurchaseMembership(
            Partners partners,
            Memberships memberships,
            Benefits benefits,
            Editions editions,
            EntitlementEvents events,
            Clock clock) {
        this.partners = partners;
        this.memberships = memberships;
        this.benefits = benefits;
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
        events.membershipPurchased(membership, memberships.add(membership));
        List<Benefit> granted =
                GrantRules.grantedBy(membership, edition, benefitYearsFrom, () -> Ids.next(clock.instant()));
        List<Benefit> known =
                benefits.usableSince(membership.partnerId(), membership.period().from());
        List<Benefit> affected = GrantRules.listed(
                        Stream.concat(known.stream(), granted.stream()).toList())
                .stream()
                .filter(benefit -> !known.contains(benefit))
                .toList();
        List<Long> sequences = benefits.save(affected);
        for (int i = 0; i < affected.size(); i++) {
            events.benefitChanged(affected.get(i), sequences.get(i));
        }
    }
}
