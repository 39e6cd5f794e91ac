package io.partnersupport.activation.api;

import io.partnersupport.activation.api.BenefitProblems.Arguments;
import io.partnersupport.activation.application.NameMarketingContact;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.gotomarket.MarketingContact;
import io.partnersupport.activation.domain.gotomarket.MarketingContacts;
import io.partnersupport.kit.http.EntityVersion;
import io.partnersupport.kit.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

@Path("/v1/marketing-contact")
@Authenticated
@Cache(noStore = true)
@Tag(name = "Go-to-market", description = "The marketing contact and the offers")
class MarketingContactResource {
    private final NameMarketingContact nameMarketingContact;
    private final MarketingContacts contacts;
    private final PartnerDirectory directory;
    private final CurrentCaller caller;

    MarketingContactResource(
            NameMarketingContact nameMarketingContact,
            MarketingContacts contacts,
            PartnerDirectory directory,
            CurrentCaller caller) {
        this.nameMarketingContact = nameMarketingContact;
        this.contacts = contacts;
        this.directory = directory;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Read the partner's marketing contact (its administrators)")
    @APIResponse(
            responseCode = "200",
            description = "The contact",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MarketingContactResponse.class)))
    public Response getMarketingContact(
            @Parameter(description = "Operators name the partner") @QueryParam("partnerId") String partnerId) {
        PartnerId partner = BenefitProblems.partnerToAdminister(caller.get(), partnerId);
        return answer(contacts.find(partner).orElseThrow(Problems::notFound));
    }

    @PUT
    @Operation(summary = "Name the partner's marketing contact; If-Match is needed once there is one")
    @APIResponse(
            responseCode = "200",
            description = "The contact",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MarketingContactResponse.class)))
    public Response putMarketingContact(
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, @Valid @NotNull MarketingContactRequest request) {
        PartnerId partner = BenefitProblems.ownPartner(caller.get());
        Problems.requireAdmin(caller.get(), partner);
        long expected = ifMatch == null && contacts.find(partner).isEmpty() ? 0 : EntityVersion.expected(ifMatch);
        MarketingContact named = new MarketingContact(
                partner, request.userId(), request.email(), request.phone(), request.preferredLanguage(), expected);
        return answer(nameMarketingContact
                .name(caller.get(), named)
                .orElseThrow(refusals -> BenefitProblems.contact(
                        refusals, Arguments.of(BenefitProblems.admins(directory, partner), ""))));
    }

    private static Response answer(MarketingContact contact) {
        return Response.ok(MarketingContactResponse.from(contact))
                .header(HttpHeaders.ETAG, EntityVersion.etag(contact.sequence()))
                .build();
    }
}
