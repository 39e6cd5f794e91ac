package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Decision;
import io.partnersupport.activation.domain.activation.BusinessCalendars;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditEntry.Action;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.FurtherBenefits;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import io.partnersupport.activation.domain.benefit.Memberships;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.gotomarket.GoToMarketTerms;
import io.partnersupport.activation.domain.gotomarket.OfferActivation;
import io.partnersupport.activation.domain.gotomarket.OfferActivations;
import io.partnersupport.activation.domain.gotomarket.OfferRefusal;
import io.partnersupport.activation.domain.gotomarket.OfferRules;
import io.partnersupport.activation.domain.gotomarket.OfferStatus;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Takes a request to activate a go-to-market offer; a worker or an operator goes on with it. */
@ApplicationScoped
public class ActivateOffer {
    private final FurtherBenefits benefits;
    private final Memberships memberships;
    private final PartnerDirectory directory;
    private final OfferActivations activations;
    private final ListOffers offers;
    private final BusinessCalendars calendars;
    private final AuditTrail audit;
    private final Clock clock;

    ActivateOffer(
            FurtherBenefits benefits,
            Memberships memberships,
            PartnerDirectory directory,
            OfferActivations activations,
            ListOffers offers,
            BusinessCalendars calendars,
            AuditTrail audit,
            Clock clock) {
        this.benefits = benefits;
        this.memberships = memberships;
        this.directory = directory;
        this.activations = activations;
        this.offers = offers;
        this.calendars = calendars;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Decision<OfferActivation, OfferRefusal> request(Caller caller, FurtherBenefit<GoToMarketTerms> named) {
        activations.lock(named.grant().partnerId());
        FurtherBenefit<GoToMarketTerms> offer =
                benefits.find(GoToMarketTerms.CATEGORY, named.id()).orElseThrow();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // what the database keeps
        Optional<OfferActivation> latest =
                Optional.ofNullable(activations.latest(List.of(offer.id())).get(offer.id()));
        Decision<OfferActivation, OfferRefusal> decision = OfferRules.decide(
                new OfferRules.Situation(
                        new GrantSituation(
                                offer.grant(), directory.managedIn(offer.grant().partnerId()), false, now),
                        PartnerAccess.activator(caller, offer.grant().partnerId()),
                        offers.hasContact(offer.grant().partnerId()),
                        offers.isKindInUse(offer.grant(), now)),
                offer,
                latest,
                memberships.policies(offer.membership()).goToMarket(),
                calendars.of(offer.grant().partnerId(), now),
                Ids.next(now));
        if (decision instanceof Decision.Accepted<OfferActivation, OfferRefusal> accepted
                && !latest.filter(accepted.result()::equals).isPresent()) {
            OfferActivation requested = accepted.result();
            activations.add(requested);
            audit.add(new AuditEntry(
                    requested.partnerId(),
                    requested.requestedBy(),
                    now,
                    Action.OFFER_REQUESTED,
                    offer.id().value(),
                    Optional.of(OfferStatus.AVAILABLE.name()),
                    OfferStatus.PENDING.name(),
                    Optional.empty()));
        }
        return decision;
    }
}
