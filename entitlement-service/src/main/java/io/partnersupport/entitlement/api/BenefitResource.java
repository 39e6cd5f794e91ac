package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.application.ExplainEntitlement;
import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.partner.Partner.ManagedIn;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.kit.http.RequestLanguage;
import io.partnersupport.kit.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/partners/{partnerId}/benefits")
@Authenticated
@Tag(name = "Benefits", description = "What a partner is entitled to, and why")
class BenefitResource {
    private final ExplainEntitlement explainEntitlement;
    private final Partners partners;
    private final CurrentCaller caller;
    private final RequestLanguage language;
    private final Clock clock;

    BenefitResource(
            ExplainEntitlement explainEntitlement,
            Partners partners,
            CurrentCaller caller,
            RequestLanguage language,
            Clock clock) {
        this.explainEntitlement = explainEntitlement;
        this.partners = partners;
        this.caller = caller;
        this.language = language;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "List what a partner is entitled to, and why",
            description = "The best grant of each kind, who granted it and why the partner's other grants of the kind"
                    + " do not count; and the kinds that it does not get, why, and what to do instead.")
    @APIResponse(
            responseCode = "200",
            description = "What is granted and what is not",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EntitlementResponse.class),
                            examples = @ExampleObject(name = "a partner with the Action Pack", value = """
                                    {"items": [{
                                       "benefitId": "019e4a10-0001-7000-8000-000000000001", "kind": "product-support",
                                       "name": "Microsoft Product Support", "aliases": [],
                                       "category": "TECHNICAL_SUPPORT", "unit": "INCIDENT", "quantity": 10,
                                       "unlimited": false,
                                       "grantedBy": {"membershipId": "019e4a10-0000-7000-8000-000000000001",
                                         "offer": "action-pack", "offerName": "Action Pack",
                                         "benefitPackage": "Action Pack"},
                                       "startsAt": "2026-03-01T00:00:00Z", "activateBy": "2027-03-01T00:00:00Z",
                                       "usableUntil": "2027-03-31T00:00:00Z", "status": "IN_FORCE",
                                       "needsActivation": true,
                                       "covers": {"productKinds": ["ON_PREMISES"], "excludedProducts": []},
                                       "notChosen": []}],
                                     "notGranted": [{
                                       "kind": "signature-cloud-support", "name": "Signature Cloud Support",
                                       "aliases": ["Signature Product Support"], "category": "TECHNICAL_SUPPORT",
                                       "covers": {"productKinds": ["CLOUD"], "excludedProducts": ["microsoft-365"]},
                                       "reasons": [{"code": "competency-required",
                                         "detail": "The offer Action Pack does not grant Signature Cloud Support: only competencies do.",
                                         "nextStep": "Earn a competency. It is granted by: Silver competency, Gold competency.",
                                         "membership": {"membershipId": "019e4a10-0000-7000-8000-000000000001",
                                           "offer": "action-pack", "offerName": "Action Pack",
                                           "benefitPackage": "Action Pack"}}],
                                       "grantedByOffers": [
                                         {"offer": "silver-competency", "offerName": "Silver competency", "needsCompetencyArea": true},
                                         {"offer": "gold-competency", "offerName": "Gold competency", "needsCompetencyArea": true}]}],
                                     "managedIn": "PARTNER_CENTER"}""")))
    public EntitlementResponse listBenefits(@PathParam("partnerId") String partnerId) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.BENEFITS);
        ManagedIn managedIn =
                partners.find(partner).orElseThrow(Problems::notFound).managedIn();
        Instant now = clock.instant();
        return EntitlementResponse.from(explainEntitlement.explain(partner, now), managedIn, now, language.locale());
    }
}
