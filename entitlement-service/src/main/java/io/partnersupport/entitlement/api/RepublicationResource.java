package io.partnersupport.entitlement.api;

import io.partnersupport.kit.event.RepublicationAnswers;
import io.partnersupport.kit.event.RepublicationAnswers.RepublicationRequest;
import io.partnersupport.kit.event.RepublicationAnswers.RepublicationResponse;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.paging.Page;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path(RepublicationResource.PATH)
@Authenticated
@Tag(name = "Operations", description = "For program operators who run the suite")
class RepublicationResource {
    static final String PATH = "/v1/operations/entitlement-service/republications";

    private final RepublicationAnswers republications;

    RepublicationResource(RepublicationAnswers republications) {
        this.republications = republications;
    }

    @POST
    @Operation(
            summary = "Announce all states of a topic again, for readers that lost or never had them",
            description = "Runs beside the traffic, survives restarts, and happens once per topic at a time.")
    @APIResponse(
            responseCode = "202",
            description = "Begun, or running already; Location tells how far it is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RepublicationResponse.class)))
    public Response republishEntitlements(
            @HeaderParam(Idempotency.HEADER) String idempotencyKey, @Valid @NotNull RepublicationRequest request) {
        return republications.begin(PATH, idempotencyKey, request);
    }

    @GET
    @Operation(summary = "List the latest republications with their progress")
    public Page<RepublicationResponse> listEntitlementRepublications() {
        return republications.latest();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Tell how far a republication is")
    public RepublicationResponse getEntitlementRepublication(@PathParam("id") UUID id) {
        return republications.find(id);
    }
}
