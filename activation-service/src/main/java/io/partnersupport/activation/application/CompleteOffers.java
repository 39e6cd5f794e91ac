package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditEntry.Action;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.FurtherBenefits;
import io.partnersupport.activation.domain.benefit.Memberships;
import io.partnersupport.activation.domain.gotomarket.GoToMarketTerms;
import io.partnersupport.activation.domain.gotomarket.MarketingContacts;
import io.partnersupport.activation.domain.gotomarket.OfferActivation;
import io.partnersupport.activation.domain.gotomarket.OfferActivations;
import io.partnersupport.activation.domain.gotomarket.OfferRefusal;
import io.partnersupport.activation.domain.gotomarket.OfferRules;
import io.partnersupport.activation.domain.gotomarket.OfferStatus;
import io.partnersupport.activation.domain.notification.NotificationKind;
import io.partnersupport.kit.event.Reaction;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes requested offers active: each once, however many workers run, and tells the marketing contact. */
@ApplicationScoped
public class CompleteOffers implements Reaction {
    private static final int BATCH = 50;

    private final OfferActivations activations;
    private final FurtherBenefits benefits;
    private final Memberships memberships;
    private final MarketingContacts contacts;
    private final Notifier notifier;
    private final AuditTrail audit;
    private final Clock clock;

    CompleteOffers(
            OfferActivations activations,
            FurtherBenefits benefits,
            Memberships memberships,
            MarketingContacts contacts,
            Notifier notifier,
            AuditTrail audit,
            Clock clock) {
        this.activations = activations;
        this.benefits = benefits;
        this.memberships = memberships;
        this.contacts = contacts;
        this.notifier = notifier;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public int react() {
        List<UUID> due = QuarkusTransaction.requiringNew().call(() -> activations.due(clock.instant(), BATCH));
        int completed = 0;
        RuntimeException failure = null;
        for (UUID id : due) {
            try {
                completed += QuarkusTransaction.requiringNew().call(() -> completeIfDue(id)) ? 1 : 0;
            } catch (RuntimeException e) { // one that cannot be completed must not hold up the others
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return completed;
    }

    private boolean completeIfDue(UUID id) {
        Optional<OfferActivation> due = activations.lockDue(id, clock.instant());
        return due.filter(this::complete).isPresent();
    }

    private boolean complete(OfferActivation requested) {
        FurtherBenefit<GoToMarketTerms> offer =
                benefits.find(GoToMarketTerms.CATEGORY, requested.benefitId()).orElseThrow();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // what the database keeps
        Optional<OfferRefusal> refusal = OfferRules.refusalOfCompletion(offer.grant(), now);
        if (refusal.isEmpty() && !requested.isDue()) {
            return false; // it waits for an operator again, as the clock was set back
        }
        OfferActivation done = refusal.isPresent()
                ? requested.rejected(now, refusal.get().name())
                : requested.completed(
                        now,
                        memberships.policies(offer.membership()).goToMarket(),
                        offer.grant().usableUntil());
        activations.save(done);
        audit.add(new AuditEntry(
                done.partnerId(),
                Actor.WORKER,
                now,
                done.isLive() ? Action.OFFER_COMPLETED : Action.OFFER_REJECTED,
                offer.id().value(),
                Optional.of(OfferStatus.PENDING.name()),
                OfferStatus.of(offer.grant(), Optional.of(done), now).name(),
                done.reason()));
        done.expiresAt().ifPresent(expiry -> tellContact(done, offer, expiry));
        return true;
    }

    private void tellContact(OfferActivation done, FurtherBenefit<GoToMarketTerms> offer, Instant expiresAt) {
        contacts.find(done.partnerId())
                .ifPresent(contact -> notifier.notify(
                        NotificationKind.OFFER_ACTIVE,
                        contact.email(),
                        done.id().toString(),
                        Map.of(
                                "offer",
                                offer.grant().name(),
                                "partner",
                                done.partnerId().value(),
                                "expiresAt",
                                Notifier.dayOf(expiresAt),
                                Notifier.LANGUAGE,
                                contact.preferredLanguage())));
    }
}
