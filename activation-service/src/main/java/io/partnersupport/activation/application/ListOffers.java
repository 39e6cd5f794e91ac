package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.FurtherBenefits;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.ManagedIn;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.benefit.PartnerUsers;
import io.partnersupport.activation.domain.gotomarket.GoToMarketTerms;
import io.partnersupport.activation.domain.gotomarket.MarketingContacts;
import io.partnersupport.activation.domain.gotomarket.OfferActivation;
import io.partnersupport.activation.domain.gotomarket.OfferActivations;
import io.partnersupport.activation.domain.gotomarket.OfferRefusal;
import io.partnersupport.activation.domain.gotomarket.OfferRules;
import io.partnersupport.activation.domain.gotomarket.OfferRules.Situation;
import io.partnersupport.activation.domain.gotomarket.OfferStatus;
import io.partnersupport.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Shows the go-to-market offers of a partner, and whether the caller may activate them. */
@ApplicationScoped
public class ListOffers {
    private final FurtherBenefits benefits;
    private final PartnerDirectory directory;
    private final PartnerUsers users;
    private final MarketingContacts contacts;
    private final OfferActivations activations;
    private final Clock clock;

    ListOffers(
            FurtherBenefits benefits,
            PartnerDirectory directory,
            PartnerUsers users,
            MarketingContacts contacts,
            OfferActivations activations,
            Clock clock) {
        this.benefits = benefits;
        this.directory = directory;
        this.users = users;
        this.contacts = contacts;
        this.activations = activations;
        this.clock = clock;
    }

    /**
     * One offer at this moment.
     *
     * @param latest the latest request to activate it
     * @param refusals every reason against activating it, apart from its having been requested already
     */
    public record Offer(
            FurtherBenefit<GoToMarketTerms> benefit,
            Optional<OfferActivation> latest,
            OfferStatus status,
            List<OfferRefusal> refusals) {}

    @Transactional
    public List<Offer> of(PartnerId partner, Caller caller) {
        Instant now = clock.instant();
        List<FurtherBenefit<GoToMarketTerms>> current = benefits.current(GoToMarketTerms.CATEGORY, partner, now);
        return offers(partner, caller, current, now).stream()
                .filter(offer -> offer.latest().isPresent()
                        || offer.benefit().grant().isUsable(now)
                                && offer.benefit().grant().isListed(now))
                .toList();
    }

    @Transactional
    public Optional<Offer> find(BenefitId id, Caller caller) {
        return benefits.find(GoToMarketTerms.CATEGORY, id)
                .map(benefit -> offers(benefit.grant().partnerId(), caller, List.of(benefit), clock.instant())
                        .get(0));
    }

    /** Those that wait for an operator, the oldest first, each with its request's id as position. */
    @Transactional
    public List<Offer> underReview(Caller operator, Optional<UUID> after, int limit) {
        return activations.underReview(after, limit).stream()
                .map(activation -> find(activation.benefitId(), operator).orElseThrow())
                .toList();
    }

    private List<Offer> offers(
            PartnerId partner, Caller caller, List<FurtherBenefit<GoToMarketTerms>> current, Instant now) {
        Map<BenefitId, OfferActivation> latest =
                activations.latest(current.stream().map(FurtherBenefit::id).toList());
        Optional<ManagedIn> managedIn = directory.managedIn(partner);
        Optional<Actor> admin = PartnerAccess.activator(caller, partner);
        boolean hasContact = hasContact(partner);
        return current.stream()
                .map(benefit -> {
                    Optional<OfferActivation> activation = Optional.ofNullable(latest.get(benefit.id()));
                    return new Offer(
                            benefit,
                            activation,
                            OfferStatus.of(benefit.grant(), activation, now),
                            OfferRules.refusals(new Situation(
                                    new GrantSituation(benefit.grant(), managedIn, false, now),
                                    admin,
                                    hasContact,
                                    isKindInUse(benefit.grant(), now))));
                })
                .toList();
    }

    /** A contact who has left is none. */
    boolean hasContact(PartnerId partner) {
        return contacts.find(partner)
                .flatMap(contact -> users.find(partner, contact.userId()))
                .isPresent();
    }

    /** Whether another membership's offer of the kind is pending or active. */
    boolean isKindInUse(GrantedBenefit grant, Instant now) {
        return activations.live(grant.partnerId(), grant.kind()).stream()
                .anyMatch(live -> !live.benefitId().equals(grant.id()) && live.isInUse(now));
    }
}
