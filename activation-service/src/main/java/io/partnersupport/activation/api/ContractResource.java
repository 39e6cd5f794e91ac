package io.partnersupport.activation.api;

import io.partnersupport.activation.application.ShowContracts;
import io.partnersupport.activation.application.ShowContracts.ShownContract;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

@Path("/v1/contracts")
@Authenticated
@Cache(noStore = true)
@Tag(name = "Contracts", description = "Access ID and Contract ID, and what they bring")
class ContractResource {
    private final ShowContracts showContracts;
    private final Paging paging;
    private final CurrentCaller caller;

    ContractResource(ShowContracts showContracts, Paging paging, CurrentCaller caller) {
        this.showContracts = showContracts;
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
        ShownContract shown =
                showContracts.find(caller.get(), new ContractRef(id)).orElseThrow(Problems::notFound);
        Problems.requireReader(caller.get(), shown.contract().partnerId());
        return PartnerContractResponse.from(shown);
    }
}
