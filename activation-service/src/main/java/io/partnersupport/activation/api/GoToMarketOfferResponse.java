package io.partnersupport.activation.api;

import io.partnersupport.activation.api.BenefitProblems.Arguments;
import io.partnersupport.activation.application.ListOffers.Offer;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.PartnerDirectory.Colleague;
import io.partnersupport.activation.domain.gotomarket.OfferActivation;
import io.partnersupport.activation.domain.gotomarket.OfferRefusal;
import io.partnersupport.activation.domain.gotomarket.OfferStatus;
import io.partnersupport.kit.http.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A go-to-market offer, and what became of it")
record GoToMarketOfferResponse(
        UUID offerId,
        String partnerId,

        @Schema(examples = "marketing-consultation") String kind,

        @Schema(examples = "Marketing consultation") String name,

        @Schema(examples = "An hour with a marketing specialist")
        String description,

        @Schema(description = "The benefit it comes from", examples = "Gold Core")
        String benefitPackage,

        @Schema(description = "The membership that grants it", examples = "Gold competency")
        String offerName,

        OfferStatus status,

        @Schema(description = "Whether the caller can activate it now")
        boolean canActivate,

        @Schema(description = "Every reason why not") List<Problem.Reason> cannotActivateBecause,

        @Schema(description = "The userId of who requested it last, or null")
        String requestedBy,

        @Schema(examples = "2026-03-12T09:30:00Z") Instant requestedAt,

        @Schema(
                description = "When it is active at the latest, as expected; business days",
                examples = "2026-03-19T09:30:00Z")
        Instant expectedBy,

        @Schema(description = "When it became active or was rejected, or null")
        Instant completedAt,

        @Schema(
                description = "Once active, the instant from which it cannot be used",
                examples = "2027-03-12T09:30:00Z")
        Instant expiresAt,

        @Schema(description = "Why the last request was rejected, or null")
        String rejectedBecause,

        @Schema(description = "How to use it, once it is active")
        String instructions,

        @Schema(description = "The end of the membership: from then on it cannot be activated")
        Instant activateBy,

        @Schema(description = "The end of the renewal window: from then on it cannot be used")
        Instant usableUntil) {
    static GoToMarketOfferResponse from(Offer offer, List<Colleague> whoCan) {
        GrantedBenefit grant = offer.benefit().grant();
        List<Problem.Reason> reasons = reasons(offer, whoCan);
        Optional<OfferActivation> latest = offer.latest();
        return new GoToMarketOfferResponse(
                grant.id().value(),
                grant.partnerId().value(),
                grant.kind(),
                grant.name(),
                offer.benefit().terms().description(),
                offer.benefit().benefitPackage().orElse(null),
                offer.benefit().offerName(),
                offer.status(),
                reasons.isEmpty(),
                reasons,
                latest.map(activation -> activation.requestedBy().id()).orElse(null),
                latest.map(OfferActivation::requestedAt).orElse(null),
                latest.map(OfferActivation::expectedBy).orElse(null),
                latest.flatMap(OfferActivation::completedAt).orElse(null),
                latest.flatMap(OfferActivation::expiresAt).orElse(null),
                latest.flatMap(OfferActivation::reason)
                        .map(GoToMarketOfferResponse::textOf)
                        .orElse(null),
                offer.status() == OfferStatus.ACTIVE ? offer.benefit().terms().instructions() : null,
                grant.activateBy(),
                grant.usableUntil());
    }

    /** That it was requested before makes every other reason meaningless. */
    private static List<Problem.Reason> reasons(Offer offer, List<Colleague> whoCan) {
        Arguments arguments = Arguments.of(offer.benefit().grant(), whoCan, "");
        return switch (offer.status()) {
            case PENDING -> List.of(BenefitProblems.reason("already-requested", arguments));
            case ACTIVE -> List.of(BenefitProblems.reason("offer-already-active", arguments));
            case EXPIRED -> List.of(BenefitProblems.reason("offer-expired", arguments));
            case AVAILABLE, WITHDRAWN -> BenefitProblems.reasons(offer.refusals(), arguments);
        };
    }

    /** The worker's reason is a refusal's name, an operator's is a text. */
    private static String textOf(String reason) {
        return Arrays.stream(OfferRefusal.values())
                .filter(refusal -> refusal.name().equals(reason))
                .findFirst()
                .map(refusal -> Problems.text(Problem.codeOf(refusal), "title"))
                .orElse(reason);
    }
}
