package io.partnersupport.incident.api;

import io.partnersupport.incident.application.ManageSupportGroup;
import io.partnersupport.incident.application.ReadAccess;
import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.customer.CustomerId;
import io.partnersupport.incident.domain.customer.SupportGroup;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.http.EntityVersion;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/customers/{customerId}/support-group")
@Authenticated
@Tag(name = "Support groups", description = "Who may file for a customer besides the admin agents of its partner")
class SupportGroupResource {
    /** The accounts of a support group. */
    record SupportGroupMembers(
            @NotNull @Size(max = 100) @Schema(description = "Accounts by their userId")
            Set<@NotBlank @Size(max = 100) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE) String>
                    members) {
        static SupportGroupMembers of(SupportGroup group) {
            return new SupportGroupMembers(
                    group.members().stream().map(AccountId::value).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private final ManageSupportGroup manageSupportGroup;
    private final ViewFreshness freshness;
    private final CurrentCaller caller;

    SupportGroupResource(ManageSupportGroup manageSupportGroup, ViewFreshness freshness, CurrentCaller caller) {
        this.manageSupportGroup = manageSupportGroup;
        this.freshness = freshness;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Read who may file for a customer besides the admin agents")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SupportGroupMembers.class)))
    public Response getSupportGroup(@PathParam("customerId") UUID customerId) {
        return answer(managed(customerId));
    }

    @PUT
    @Operation(summary = "Replace the support group of a customer; If-Match is the ETag that you have read")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SupportGroupMembers.class)))
    public Response putSupportGroup(
            @PathParam("customerId") UUID customerId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @Valid @NotNull SupportGroupMembers request) {
        SupportGroup known = managed(customerId);
        Set<AccountId> members = request.members().stream().map(AccountId::new).collect(Collectors.toSet());
        return answer(manageSupportGroup
                .replace(
                        new SupportGroup(known.customer(), members, EntityVersion.expected(ifMatch)),
                        new AccountId(caller.get().subject()))
                .orElseThrow(EntityVersion::changedMeanwhile));
    }

    /** The group, if the caller may read and change it; the customers of others do not exist for it. */
    private SupportGroup managed(UUID customerId) {
        Caller by = caller.get();
        SupportGroup group = by.partnerId()
                .flatMap(partner -> manageSupportGroup.find(new CustomerId(customerId), new PartnerId(partner)))
                .orElseThrow(this::unknownCustomer);
        if (!ReadAccess.toSupportGroups(by)) {
            throw Problem.of(403, "forbidden").exception();
        }
        return group;
    }

    private RuntimeException unknownCustomer() {
        Problems.requireNoGuess(Stream.of(Refusal.UNKNOWN_CUSTOMER), freshness);
        return Problems.of(Refusal.UNKNOWN_CUSTOMER);
    }

    private static Response answer(SupportGroup group) {
        return Response.ok(SupportGroupMembers.of(group))
                .header(HttpHeaders.ETAG, EntityVersion.etag(group.sequence()))
                .build();
    }
}
