package io.partnersupport.activation.api;

import io.partnersupport.activation.application.RotateContract;
import io.partnersupport.activation.application.ShowContracts;
import io.partnersupport.activation.application.ShowContracts.ShownContract;
import io.partnersupport.activation.application.WithdrawContract;
import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.ContractRefusal;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

@Path("/v1/contracts")
@Authenticated
@Cache(noStore = true)
@Tag(name = "Contracts", description = "Access ID and Contract ID, and what they bring")
class ContractResource {
    private final ShowContracts showContracts;
    private final RotateContract rotateContract;
    private final WithdrawContract withdrawContract;
    private final Idempotency idempotency;
    private final Paging paging;
    private final CurrentCaller caller;

    ContractResource(
            ShowContracts showContracts,
            RotateContract rotateContract,
            WithdrawContract withdrawContract,
            Idempotency idempotency,
            Paging paging,
            CurrentCaller caller) {
        this.showContracts = showContracts;
        this.rotateContract = rotateContract;
        this.withdrawContract = withdrawContract;
        this.idempotency = idempotency;
        this.paging = paging;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List contracts, newest first: the partner's own, or for operators, without their IDs, all")
    public Page<PartnerContractResponse> listContracts(
            @Parameter(description = "Operators may name a partner") @QueryParam("partnerId") String partnerId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Optional<PartnerId> partner = Problems.partnerToRead(caller.get(), partnerId);
        String scope = "contracts " + partner.map(PartnerId::value).orElse("all");
        Paging.Request request = paging.request(scope, limit, cursor);
        return paging.page(
                        request,
                        showContracts.list(
                                caller.get(), partner, request.after().map(UUID::fromString), request.fetchSize()),
                        shown -> shown.contract().id().value().toString())
                .map(PartnerContractResponse::from);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a contract")
    public PartnerContractResponse getContract(@PathParam("id") UUID id) {
        ShownContract shown = find(id);
        Problems.requireReader(caller.get(), shown.contract().partnerId());
        return PartnerContractResponse.from(shown);
    }

    @POST
    @Path("/{id}/rotation")
    @Operation(
            summary = "Give a contract another pair (global admins and MPN partner admins)",
            description = "The old Access ID and Contract ID link no more; accounts that are linked stay linked.")
    @APIResponse(
            responseCode = "200",
            description = "The contract with its new pair",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PartnerContractResponse.class)))
    public Response rotateContract(@PathParam("id") UUID id, @HeaderParam(Idempotency.HEADER) String idempotencyKey) {
        Actor admin = Problems.requireAdmin(caller.get(), find(id).contract().partnerId());
        return idempotency.onceSecret(
                idempotencyKey,
                "rotateContract " + id,
                Map.of(),
                () -> changed(id, rotateContract.rotate(admin, new ContractRef(id))));
    }

    @POST
    @Path("/{id}/withdrawal")
    @Operation(
            summary = "Withdraw a contract with all its lines (operators)",
            description = "It stays withdrawn; what the partner activates later is put on a new contract.")
    @APIResponse(
            responseCode = "200",
            description = "The withdrawn contract, without its pair",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PartnerContractResponse.class)))
    public Response withdrawContract(
            @PathParam("id") UUID id,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull WithdrawalRequest request) {
        Problems.requireOperator(caller.get());
        find(id);
        return idempotency.onceSecret(
                idempotencyKey,
                "withdrawContract " + id,
                request,
                () -> changed(id, withdrawContract.withdraw(caller.get(), new ContractRef(id), request.reason())));
    }

    private Response changed(UUID id, Optional<ContractRefusal> refusal) {
        refusal.ifPresent(reason -> {
            throw Problems.refused(reason);
        });
        return Response.ok(PartnerContractResponse.from(find(id))).build();
    }

    private ShownContract find(UUID id) {
        return showContracts.find(caller.get(), new ContractRef(id)).orElseThrow(Problems::notFound);
    }
}
