package io.partnersupport.incident.api.azure;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnersupport.incident.api.Problems;
import io.partnersupport.incident.api.azure.AzureErrors.AzureErrorResponse;
import io.partnersupport.incident.api.azure.AzureServices.Classification;
import io.partnersupport.incident.api.azure.AzureServices.Service;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What tickets can be about. */
@Path(AzureSurface.PROVIDER)
@Authenticated
@Tag(name = AzureDocs.TAG, description = AzureDocs.TAG_TEXT)
@APIResponse(
        responseCode = "default",
        description = AzureDocs.ERROR,
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = AzureErrorResponse.class)))
class AzureServicesResource extends AzureResource {
    /** The operations of this API. */
    record AzureOperationListResponse(List<AzureOperation> value) {
        record AzureOperation(String name, AzureOperationDisplay display) {}

        record AzureOperationDisplay(String provider, String resource, String operation, String description) {}
    }

    /** Something that tickets can be about. */
    record AzureServiceResponse(String id, String name, String type, AzureServiceProperties properties) {
        record AzureServiceProperties(String displayName, List<String> resourceTypes) {}

        static AzureServiceResponse from(Service service) {
            return new AzureServiceResponse(
                    service.id(),
                    service.name(),
                    "Microsoft.Support/services",
                    new AzureServiceProperties(service.displayName(), List.of()));
        }
    }

    /** All that tickets can be about. */
    record AzureServiceListResponse(List<AzureServiceResponse> value) {}

    /** Something that can be wrong with a service. */
    record AzureClassificationResponse(String id, String name, String type, AzureClassificationProperties properties) {
        record AzureClassificationProperties(String displayName) {}

        static AzureClassificationResponse from(Classification classification) {
            return new AzureClassificationResponse(
                    classification.id(),
                    classification.name(),
                    "Microsoft.Support/problemClassifications",
                    new AzureClassificationProperties(classification.displayName()));
        }
    }

    /** All that can be wrong with a service. */
    record AzureClassificationListResponse(List<AzureClassificationResponse> value) {}

    private final AzureServices services;
    private final AzureOperationListResponse operations;

    AzureServicesResource(AzureServices services, ObjectMapper json) throws IOException {
        this.services = services;
        try (InputStream known = AzureServicesResource.class.getResourceAsStream("/azure/operations.json")) {
            this.operations = json.readValue(known, AzureOperationListResponse.class);
        }
    }

    @GET
    @Path("/operations")
    @Operation(summary = "List the operations of this API")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureOperationListResponse.class)))
    public AzureOperationListResponse listSupportOperations() {
        return operations;
    }

    @GET
    @Path("/services")
    @Operation(summary = "List the services that tickets can be about: products, billing, subscription management")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureServiceListResponse.class)))
    public AzureServiceListResponse listServices() {
        return new AzureServiceListResponse(
                services.all().stream().map(AzureServiceResponse::from).toList());
    }

    @GET
    @Path("/services/{serviceName}")
    @Operation(summary = "Get a service")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureServiceResponse.class)))
    public AzureServiceResponse getService(@PathParam("serviceName") String name) {
        return AzureServiceResponse.from(find(name));
    }

    @GET
    @Path("/services/{serviceName}/problemClassifications")
    @Operation(summary = "List what can be wrong with a service; of a product with versions, in which of them")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureClassificationListResponse.class)))
    public AzureClassificationListResponse listProblemClassifications(@PathParam("serviceName") String name) {
        return new AzureClassificationListResponse(find(name).classifications().stream()
                .map(AzureClassificationResponse::from)
                .toList());
    }

    @GET
    @Path("/services/{serviceName}/problemClassifications/{problemClassificationName}")
    @Operation(summary = "Get a problem classification")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureClassificationResponse.class)))
    public AzureClassificationResponse getProblemClassification(
            @PathParam("serviceName") String serviceName, @PathParam("problemClassificationName") String name) {
        return find(serviceName).classifications().stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst()
                .map(AzureClassificationResponse::from)
                .orElseThrow(Problems::notFound);
    }

    private Service find(String name) {
        return services.find(name).orElseThrow(Problems::notFound);
    }
}
