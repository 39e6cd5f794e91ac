package io.partnersupport.entitlement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.benefit.Benefits;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.Category;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.Unit;
import io.partnersupport.entitlement.domain.catalogue.Coverage;
import io.partnersupport.entitlement.domain.partner.Partner.ManagedIn;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.kit.http.ProblemTexts;
import io.partnersupport.kit.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/partners/{partnerId}/benefits")
@Authenticated
@Tag(name = "Benefits", description = "What a partner is entitled to, and why")
class BenefitResource {
    /** The best grant of each kind. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BenefitListResponse(
            List<BenefitResponse> items,

            @Schema(description = "Where the partner's memberships are managed; with PMC nothing can be activated here")
            ManagedIn managedIn,

            @Schema(description = "Said when there are none")
            String message,

            @Schema(description = "What may help when there are none")
            String hint) {}

    /** Where in its life a benefit is (E-7). */
    enum GrantStatus {
        IN_FORCE,
        RENEWAL_WINDOW
    }

    /** The membership that granted it (E-3). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GrantedByResponse(UUID membershipId, String offer, String offerName, String competencyArea) {}

    /** A benefit. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BenefitResponse(
            UUID benefitId,
            String kind,
            String name,
            Category category,
            Unit unit,
            Integer quantity,
            boolean unlimited,
            GrantedByResponse grantedBy,
            Instant startsAt,
            Instant activateBy,
            Instant usableUntil,
            GrantStatus status,
            boolean needsActivation,
            Coverage covers) {
        static BenefitResponse from(Benefit benefit, Instant at) {
            return new BenefitResponse(
                    benefit.id(),
                    benefit.kind(),
                    benefit.name(),
                    benefit.category(),
                    benefit.unit(),
                    benefit.quantity().isUnlimited()
                            ? null
                            : benefit.quantity().units().getAsInt(),
                    benefit.quantity().isUnlimited(),
                    new GrantedByResponse(
                            benefit.grantedBy().membershipId(),
                            benefit.grantedBy().offer(),
                            benefit.grantedBy().offerName(),
                            benefit.grantedBy().competencyArea().orElse(null)),
                    benefit.startsAt(),
                    benefit.activateBy(),
                    benefit.usableUntil(),
                    benefit.isInRenewalWindow(at) ? GrantStatus.RENEWAL_WINDOW : GrantStatus.IN_FORCE,
                    benefit.needsActivation(),
                    benefit.covers());
        }
    }

    private final Benefits benefits;
    private final Partners partners;
    private final CurrentCaller caller;
    private final Clock clock;

    BenefitResource(Benefits benefits, Partners partners, CurrentCaller caller, Clock clock) {
        this.benefits = benefits;
        this.partners = partners;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "List what a partner is entitled to: the best grant of each kind, and who granted it")
    public BenefitListResponse listBenefits(@PathParam("partnerId") String partnerId) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.BENEFITS);
        ManagedIn managedIn =
                partners.find(partner).orElseThrow(Problems::notFound).managedIn();
        Instant now = clock.instant();
        List<BenefitResponse> items = benefits.usableSince(partner, now).stream()
                .filter(benefit -> benefit.isListed(now))
                .map(benefit -> BenefitResponse.from(benefit, now))
                .toList();
        return items.isEmpty()
                ? new BenefitListResponse(
                        items,
                        managedIn,
                        ProblemTexts.find("no-benefits", "title", Locale.ENGLISH),
                        ProblemTexts.find("no-benefits", "nextStep", Locale.ENGLISH))
                : new BenefitListResponse(items, managedIn, null, null);
    }
}
