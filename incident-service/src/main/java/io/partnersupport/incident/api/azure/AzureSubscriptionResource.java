package io.partnersupport.incident.api.azure;

import io.partnersupport.incident.api.azure.AzureChatListResponse.AzureChatResponse;
import io.partnersupport.incident.api.azure.AzureErrors.AzureErrorResponse;
import io.partnersupport.incident.api.azure.AzureFiles.AzureFileListResponse;
import io.partnersupport.incident.api.azure.AzureFiles.AzureFileRequest;
import io.partnersupport.incident.api.azure.AzureFiles.AzureFileResponse;
import io.partnersupport.incident.api.azure.AzureFiles.AzureUploadRequest;
import io.partnersupport.incident.api.azure.AzureFiles.AzureWorkspaceResponse;
import io.partnersupport.incident.api.azure.AzureMessages.AzureMessageListResponse;
import io.partnersupport.incident.api.azure.AzureMessages.AzureMessageRequest;
import io.partnersupport.incident.api.azure.AzureMessages.AzureMessageResponse;
import io.partnersupport.incident.api.azure.AzureNameRequest.AzureNameResponse;
import io.partnersupport.incident.api.azure.AzureTickets.AzureTicketListResponse;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tickets about an Azure subscription of a customer. */
@Path("/subscriptions/{subscriptionId}/providers/Microsoft.Support")
@Authenticated
@Tag(name = AzureDocs.TAG, description = AzureDocs.TAG_TEXT)
@APIResponse(
        responseCode = "default",
        description = AzureDocs.ERROR,
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = AzureErrorResponse.class)))
class AzureSubscriptionResource extends AzureResource {
    private final AzureScopes scopes;
    private final AzureTickets tickets;
    private final AzureMessages messages;
    private final AzureFiles files;
    private final AzureOperations operations;

    AzureSubscriptionResource(
            AzureScopes scopes,
            AzureTickets tickets,
            AzureMessages messages,
            AzureFiles files,
            AzureOperations operations) {
        this.scopes = scopes;
        this.tickets = tickets;
        this.messages = messages;
        this.files = files;
        this.operations = operations;
    }

    @POST
    @Path("/checkNameAvailability")
    @Operation(
            summary = "Check whether a name of a ticket or of a file workspace is free (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureNameResponse.class)))
    public AzureNameResponse checkSubscriptionTicketName(
            @PathParam("subscriptionId") UUID subscriptionId, @Valid @NotNull AzureNameRequest request) {
        return request.answer(
                List.of(AzureTicketResponse.TYPE, AzureFiles.WORKSPACE_TYPE),
                name -> request.type().equalsIgnoreCase(AzureFiles.WORKSPACE_TYPE)
                        ? files.isTaken(scopes.of(subscriptionId), name)
                        : tickets.isTaken(scopes.of(subscriptionId), name));
    }

    @GET
    @Path("/supportTickets")
    @Operation(summary = "List tickets, newest first (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureTicketListResponse.class)))
    public AzureTicketListResponse listSubscriptionTickets(
            @PathParam("subscriptionId") UUID subscriptionId,
            @QueryParam("$filter") @Parameter(description = AzureDocs.FILTER_OF_TICKETS) String filter,
            @QueryParam("$top") @Parameter(description = AzureDocs.TOP) Integer top,
            @QueryParam("$skiptoken") @Parameter(description = AzureDocs.SKIP) String skipToken) {
        return tickets.list(scopes.of(subscriptionId), filter, top, skipToken);
    }

    @GET
    @Path("/supportTickets/{supportTicketName}")
    @Operation(summary = "Get a ticket, by its name or by the number of its incident (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureTicketResponse.class)))
    public AzureTicketResponse getSubscriptionTicket(
            @PathParam("subscriptionId") UUID subscriptionId, @PathParam("supportTicketName") String ticketName) {
        return tickets.get(scopes.of(subscriptionId), ticketName);
    }

    @PUT
    @Path("/supportTickets/{supportTicketName}")
    @Operation(
            summary = "Create a ticket; the same again gives the ticket that there is (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "It is there already",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureTicketResponse.class)))
    @APIResponse(
            responseCode = "202",
            description = "Created; Azure-AsyncOperation and Location tell where its operation is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureTicketResponse.class)))
    public Response createSubscriptionTicket(
            @PathParam("subscriptionId") UUID subscriptionId,
            @PathParam("supportTicketName") String ticketName,
            @Valid @NotNull AzureTicketRequest request) {
        return tickets.create(scopes.of(subscriptionId), ticketName, request);
    }

    @PATCH
    @Path("/supportTickets/{supportTicketName}")
    @Operation(summary = "Change a ticket, close or reopen it (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureTicketResponse.class)))
    public AzureTicketResponse updateSubscriptionTicket(
            @PathParam("subscriptionId") UUID subscriptionId,
            @PathParam("supportTicketName") String ticketName,
            @Valid @NotNull AzureTicketUpdate request) {
        return tickets.update(scopes.of(subscriptionId), ticketName, request);
    }

    @POST
    @Path("/supportTickets/{supportTicketName}/checkNameAvailability")
    @Operation(summary = "Check whether a name of a communication is free (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureNameResponse.class)))
    public AzureNameResponse checkSubscriptionTicketCommunicationName(
            @PathParam("subscriptionId") UUID subscriptionId,
            @PathParam("supportTicketName") String ticketName,
            @Valid @NotNull AzureNameRequest request) {
        return request.answer(
                List.of(AzureMessages.TYPE), name -> messages.isTaken(scopes.of(subscriptionId), ticketName, name));
    }

    @GET
    @Path("/supportTickets/{supportTicketName}/communications")
    @Operation(summary = "List what both sides wrote, oldest first (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureMessageListResponse.class)))
    public AzureMessageListResponse listSubscriptionTicketCommunications(
            @PathParam("subscriptionId") UUID subscriptionId,
            @PathParam("supportTicketName") String ticketName,
            @QueryParam("$filter") @Parameter(description = AzureDocs.FILTER_OF_MESSAGES) String filter,
            @QueryParam("$top") @Parameter(description = AzureDocs.TOP) Integer top,
            @QueryParam("$skiptoken") @Parameter(description = AzureDocs.SKIP) String skipToken) {
        return messages.list(scopes.of(subscriptionId), ticketName, filter, top, skipToken);
    }

    @GET
    @Path("/supportTickets/{supportTicketName}/communications/{communicationName}")
    @Operation(summary = "Get what one side wrote (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureMessageResponse.class)))
    public AzureMessageResponse getSubscriptionTicketCommunication(
            @PathParam("subscriptionId") UUID subscriptionId,
            @PathParam("supportTicketName") String ticketName,
            @PathParam("communicationName") String communicationName) {
        return messages.get(scopes.of(subscriptionId), ticketName, communicationName);
    }

    @PUT
    @Path("/supportTickets/{supportTicketName}/communications/{communicationName}")
    @Operation(summary = "Write to support; the same again gives what was written (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "It is there already",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureMessageResponse.class)))
    @APIResponse(
            responseCode = "202",
            description = "Created; Azure-AsyncOperation and Location tell where its operation is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureMessageResponse.class)))
    public Response createSubscriptionTicketCommunication(
            @PathParam("subscriptionId") UUID subscriptionId,
            @PathParam("supportTicketName") String ticketName,
            @PathParam("communicationName") String communicationName,
            @Valid @NotNull AzureMessageRequest request) {
        return messages.create(scopes.of(subscriptionId), ticketName, communicationName, request);
    }

    @GET
    @Path("/supportTickets/{supportTicketName}/chatTranscripts")
    @Operation(
            summary =
                    "List transcripts of chats: support does not chat, so there are none (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureChatListResponse.class)))
    public AzureChatListResponse listSubscriptionChatTranscripts(
            @PathParam("subscriptionId") UUID subscriptionId, @PathParam("supportTicketName") String ticketName) {
        return AzureChatListResponse.of(tickets.find(scopes.of(subscriptionId), ticketName));
    }

    @GET
    @Path("/supportTickets/{supportTicketName}/chatTranscripts/{chatTranscriptName}")
    @Operation(summary = "Get the transcript of a chat: there is none (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureChatResponse.class)))
    public AzureChatResponse getSubscriptionChatTranscript(
            @PathParam("subscriptionId") UUID subscriptionId,
            @PathParam("supportTicketName") String ticketName,
            @PathParam("chatTranscriptName") String chatTranscriptName) {
        return AzureChatListResponse.none(tickets.find(scopes.of(subscriptionId), ticketName), chatTranscriptName);
    }

    @PUT
    @Path("/fileWorkspaces/{fileWorkspaceName}")
    @Operation(summary = "Create a place for files of a ticket to come; kept for a day (of a customer's subscription)")
    @APIResponse(
            responseCode = "201",
            description = "There it is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureWorkspaceResponse.class)))
    public Response createSubscriptionFileWorkspace(
            @PathParam("subscriptionId") UUID subscriptionId, @PathParam("fileWorkspaceName") String workspaceName) {
        return created(files.createWorkspace(scopes.of(subscriptionId), workspaceName));
    }

    @GET
    @Path("/fileWorkspaces/{fileWorkspaceName}")
    @Operation(summary = "Get a file workspace (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureWorkspaceResponse.class)))
    public AzureWorkspaceResponse getSubscriptionFileWorkspace(
            @PathParam("subscriptionId") UUID subscriptionId, @PathParam("fileWorkspaceName") String workspaceName) {
        return files.getWorkspace(scopes.of(subscriptionId), workspaceName);
    }

    @GET
    @Path("/fileWorkspaces/{fileWorkspaceName}/files")
    @Operation(summary = "List the files of a workspace (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureFileListResponse.class)))
    public AzureFileListResponse listSubscriptionWorkspaceFiles(
            @PathParam("subscriptionId") UUID subscriptionId, @PathParam("fileWorkspaceName") String workspaceName) {
        return files.listFiles(scopes.of(subscriptionId), workspaceName);
    }

    @GET
    @Path("/fileWorkspaces/{fileWorkspaceName}/files/{fileName}")
    @Operation(summary = "Get what a file is (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureFileResponse.class)))
    public AzureFileResponse getSubscriptionWorkspaceFile(
            @PathParam("subscriptionId") UUID subscriptionId,
            @PathParam("fileWorkspaceName") String workspaceName,
            @PathParam("fileName") String fileName) {
        return files.getFile(scopes.of(subscriptionId), workspaceName, fileName);
    }

    @PUT
    @Path("/fileWorkspaces/{fileWorkspaceName}/files/{fileName}")
    @Operation(
            summary =
                    "Announce a file: up to 5, of up to 5 MB each, in chunks of up to 2.5 MB (of a customer's subscription)")
    @APIResponse(
            responseCode = "201",
            description = "There it is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureFileResponse.class)))
    public Response createSubscriptionWorkspaceFile(
            @PathParam("subscriptionId") UUID subscriptionId,
            @PathParam("fileWorkspaceName") String workspaceName,
            @PathParam("fileName") String fileName,
            @Valid @NotNull AzureFileRequest request) {
        return created(files.createFile(scopes.of(subscriptionId), workspaceName, fileName, request));
    }

    @POST
    @Path("/fileWorkspaces/{fileWorkspaceName}/files/{fileName}/upload")
    @Operation(summary = "Upload a chunk of a file; with the last one it is looked at (of a customer's subscription)")
    @APIResponse(responseCode = "204", description = "Uploaded")
    public void uploadSubscriptionWorkspaceFile(
            @PathParam("subscriptionId") UUID subscriptionId,
            @PathParam("fileWorkspaceName") String workspaceName,
            @PathParam("fileName") String fileName,
            @Valid @NotNull AzureUploadRequest request) {
        files.upload(scopes.of(subscriptionId), workspaceName, fileName, request);
    }

    @GET
    @Path("/operationsStatus/{operationId}")
    @Operation(summary = "Get how far a creation is (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "What was asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AzureOperationResponse.class)))
    public AzureOperationResponse getSubscriptionOperationStatus(
            @PathParam("subscriptionId") UUID subscriptionId, @PathParam("operationId") UUID operationId) {
        return operations.status(scopes.of(subscriptionId), operationId);
    }

    @GET
    @Path("/operationResults/{operationId}")
    @Operation(summary = "Get what a creation has created (of a customer's subscription)")
    @APIResponse(
            responseCode = "200",
            description = "The ticket or the communication",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {AzureTicketResponse.class, AzureMessageResponse.class})))
    public Response getSubscriptionOperationResult(
            @PathParam("subscriptionId") UUID subscriptionId, @PathParam("operationId") UUID operationId) {
        return operations.result(scopes.of(subscriptionId), operationId);
    }

    private static Response created(Object resource) {
        return Response.status(Response.Status.CREATED).entity(resource).build();
    }
}
