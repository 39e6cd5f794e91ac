package io.partnersupport.entitlement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.benefit.Entitlement;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Chosen;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Held;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Missing;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Other;
import io.partnersupport.entitlement.domain.benefit.Entitlement.Reason;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.BenefitUnit;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.Category;
import io.partnersupport.entitlement.domain.catalogue.Coverage;
import io.partnersupport.entitlement.domain.catalogue.Offer;
import io.partnersupport.entitlement.domain.catalogue.Quantity;
import io.partnersupport.entitlement.domain.catalogue.Terms.CloudService;
import io.partnersupport.entitlement.domain.catalogue.Terms.GoToMarketOffer;
import io.partnersupport.entitlement.domain.catalogue.Terms.Software;
import io.partnersupport.entitlement.domain.catalogue.Terms.Subscription;
import io.partnersupport.entitlement.domain.partner.Partner.ManagedIn;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemTexts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a partner is entitled to and what not, and why. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EntitlementResponse(
        @Schema(description = "The best grant of each kind") List<BenefitResponse> items,

        @Schema(description = "Kinds of benefits that the partner does not get")
        List<NotGrantedResponse> notGranted,

        @Schema(description = "Where the partner's memberships are managed; with PMC nothing can be activated here")
        ManagedIn managedIn,

        @Schema(description = "Said when there are none") String message,

        @Schema(description = "What may help when there are none")
        String hint) {
    /** Where in its life a benefit is (E-7). */
    enum GrantStatus {
        IN_FORCE,
        RENEWAL_WINDOW
    }

    /** The membership that granted it, or did not (E-3). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GrantedByResponse(
            UUID membershipId, String offer, String offerName, String competencyArea, String benefitPackage) {
        static GrantedByResponse from(Benefit benefit) {
            return new GrantedByResponse(
                    benefit.grantedBy().membershipId(),
                    benefit.grantedBy().offer(),
                    benefit.grantedBy().offerName(),
                    benefit.grantedBy().competencyArea().orElse(null),
                    benefit.grantedBy().benefitPackage());
        }

        static GrantedByResponse from(Held held) {
            return new GrantedByResponse(
                    held.membership().id(),
                    held.offer().code(),
                    held.offer().name(),
                    held.membership().competencyArea().orElse(null),
                    held.offer().benefitPackage());
        }
    }

    /** A benefit. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BenefitResponse(
            UUID benefitId,
            String kind,
            String name,

            @Schema(description = "Other names by which people know it")
            List<String> aliases,

            Category category,
            BenefitUnit unit,
            Integer quantity,
            boolean unlimited,
            GrantedByResponse grantedBy,
            Instant startsAt,
            Instant activateBy,
            Instant usableUntil,
            GrantStatus status,
            boolean needsActivation,
            Coverage covers,

            @Schema(description = "Whether presales consultations take hours away, too")
            Boolean presalesDeducts,

            Software software,
            CloudService cloudService,
            Subscription subscription,
            GoToMarketOffer goToMarket,

            @Schema(description = "Other grants of the kind, and why each does not count")
            List<NotChosenResponse> notChosen) {
        static BenefitResponse from(Chosen chosen, Instant at, Locale locale) {
            Benefit benefit = chosen.benefit();
            return new BenefitResponse(
                    benefit.id(),
                    benefit.kind(),
                    benefit.name(),
                    benefit.terms().aliases(),
                    benefit.category(),
                    benefit.unit(),
                    units(benefit.quantity()),
                    benefit.quantity().isUnlimited(),
                    GrantedByResponse.from(benefit),
                    benefit.startsAt(),
                    benefit.activateBy(),
                    benefit.usableUntil(),
                    benefit.isInRenewalWindow(at) ? GrantStatus.RENEWAL_WINDOW : GrantStatus.IN_FORCE,
                    benefit.needsActivation(),
                    benefit.covers(),
                    benefit.terms().presalesDeducts(),
                    benefit.terms().software(),
                    benefit.terms().cloudService(),
                    benefit.terms().subscription(),
                    benefit.terms().goToMarket(),
                    chosen.others().stream()
                            .map(other -> NotChosenResponse.from(other, locale))
                            .toList());
        }
    }

    /** A grant that does not count. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NotChosenResponse(
            UUID benefitId,
            Integer quantity,
            boolean unlimited,
            GrantedByResponse grantedBy,
            Instant startsAt,
            Instant usableUntil,
            String reason,
            String detail) {
        static NotChosenResponse from(Other other, Locale locale) {
            Benefit benefit = other.benefit();
            String code = Problem.codeOf(other.reason());
            return new NotChosenResponse(
                    benefit.id(),
                    units(benefit.quantity()),
                    benefit.quantity().isUnlimited(),
                    GrantedByResponse.from(benefit),
                    benefit.startsAt(),
                    benefit.usableUntil(),
                    code,
                    ProblemTexts.find("not-chosen." + code, "detail", locale));
        }
    }

    /** A kind of benefit that the partner does not get. */
    record NotGrantedResponse(
            String kind,
            String name,
            List<String> aliases,
            Category category,
            Coverage covers,
            List<NotGrantedReason> reasons,

            @Schema(description = "Offers that can be bought now and grant it")
            List<GrantingOffer> grantedByOffers) {
        static NotGrantedResponse from(Missing missing, Locale locale) {
            BenefitDefinition definition = missing.definition();
            return new NotGrantedResponse(
                    definition.kind(),
                    definition.name(),
                    definition.aliases(),
                    definition.category(),
                    definition.covers(),
                    missing.reasons().stream()
                            .map(reason -> NotGrantedReason.from(reason, missing, locale))
                            .toList(),
                    missing.grantedBy().stream().map(GrantingOffer::from).toList());
        }
    }

    /** Why it does not get it, and what to do. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NotGrantedReason(
            String code,
            String detail,
            String nextStep,

            @Schema(description = "The membership that the reason speaks of")
            GrantedByResponse membership) {
        static NotGrantedReason from(Reason reason, Missing missing, Locale locale) {
            String code = Problem.codeOf(reason.why());
            String offers = missing.grantedBy().stream().map(Offer::name).collect(Collectors.joining(", "));
            Object[] arguments = {
                missing.definition().name(),
                reason.held().map(held -> held.offer().name()).orElse(""),
                offers,
                reason.held()
                        .map(held -> day(held.membership().period().from()))
                        .orElse(""),
                reason.held().map(held -> day(held.usableUntil())).orElse("")
            };
            return new NotGrantedReason(
                    code,
                    ProblemTexts.find("not-granted." + code, "detail", locale, arguments),
                    ProblemTexts.find(
                            "not-granted." + (offers.isEmpty() ? "not-offered" : code), "nextStep", locale, arguments),
                    reason.held().map(GrantedByResponse::from).orElse(null));
        }

        private static String day(Instant instant) {
            return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
        }
    }

    /** An offer that grants it. */
    record GrantingOffer(String offer, String offerName, boolean needsCompetencyArea) {
        static GrantingOffer from(Offer offer) {
            return new GrantingOffer(offer.code(), offer.name(), offer.needsCompetencyArea());
        }
    }

    static EntitlementResponse from(Entitlement entitlement, ManagedIn managedIn, Instant at, Locale locale) {
        boolean none = entitlement.chosen().isEmpty();
        return new EntitlementResponse(
                entitlement.chosen().stream()
                        .map(chosen -> BenefitResponse.from(chosen, at, locale))
                        .toList(),
                entitlement.missing().stream()
                        .map(missing -> NotGrantedResponse.from(missing, locale))
                        .toList(),
                managedIn,
                none ? ProblemTexts.find("no-benefits", "title", locale) : null,
                none ? ProblemTexts.find("no-benefits", "nextStep", locale) : null);
    }

    private static Integer units(Quantity quantity) {
        return quantity.isUnlimited() ? null : quantity.units().getAsInt();
    }
}
