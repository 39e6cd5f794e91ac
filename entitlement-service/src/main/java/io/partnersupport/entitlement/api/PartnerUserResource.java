package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.application.RegisterPartner;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.partner.PartnerUser;
import io.partnersupport.entitlement.domain.partner.PartnerUser.Directory;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/partners/{partnerId}/users")
@Authenticated
@Tag(name = "Partners")
class PartnerUserResource {
    private static final String ROLE =
            "global-admin|user-admin|mpn-partner-admin|admin-agent|helpdesk-agent|vs-subscription-admin|sales-agent|account-admin";

    /** A person to add to a partner. */
    record UserRequest(
            @NotBlank @Size(max = 100) @Pattern(regexp = "[A-Za-z0-9._:-]*", message = "must be a token subject")
            String userId,

            @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
            String name,

            @NotBlank @Email @Size(max = 254) String email,
            @NotNull Directory directory,

            @NotNull @Size(max = 20)
            List<@NotNull @Pattern(regexp = ROLE, message = "must be a role of the partner program") String> roles) {
        PartnerUser toUser(PartnerId partner) {
            return new PartnerUser(userId, partner, name, email, directory, roles);
        }
    }

    /** A person of a partner. */
    record UserResponse(String userId, String name, String email, Directory directory, List<String> roles) {
        static UserResponse from(PartnerUser user) {
            return new UserResponse(user.userId(), user.name(), user.email(), user.directory(), user.roles());
        }
    }

    private final RegisterPartner registerPartner;
    private final Partners partners;
    private final Paging paging;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    PartnerUserResource(
            RegisterPartner registerPartner,
            Partners partners,
            Paging paging,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.registerPartner = registerPartner;
        this.partners = partners;
        this.paging = paging;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the users of a partner, by role")
    public Page<UserResponse> listUsers(
            @PathParam("partnerId") String partnerId,
            @QueryParam("role") String role,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.BENEFITS);
        Paging.Request request = paging.request("users %s %s".formatted(partner.value(), role), limit, cursor);
        return paging.page(
                        request,
                        partners.users(partner, role, request.after(), request.fetchSize()),
                        PartnerUser::userId)
                .map(UserResponse::from);
    }

    @POST
    @Operation(summary = "Add a user to a partner (its user admins and global admins, program operators)")
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = UserResponse.class)))
    public Response addUser(
            @PathParam("partnerId") String partnerId,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull UserRequest request) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.USERS);
        return idempotency.once(idempotencyKey, "addUser " + partner.value(), request, () -> {
            partners.find(partner).orElseThrow(Problems::notFound);
            PartnerUser user = request.toUser(partner);
            if (!registerPartner.addUser(user)) {
                throw Problems.userExists();
            }
            return Response.created(URI.create("/v1/partners/%s/users/%s".formatted(partner.value(), user.userId())))
                    .entity(UserResponse.from(user))
                    .build();
        });
    }
}
