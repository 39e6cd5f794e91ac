package io.partnersupport.entitlement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.entitlement.api.MergePatch.Merged;
import io.partnersupport.entitlement.application.ChangePartner;
import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.application.RegisterPartner;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.partner.PartnerUser;
import io.partnersupport.entitlement.domain.partner.PartnerUser.Directory;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.kit.http.EntityVersion;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.validator.constraints.UniqueElements;

@Path("/v1/partners/{partnerId}/users")
@Authenticated
@Tag(name = "Partners")
class PartnerUserResource {
    private static final String ROLE =
            "global-admin|user-admin|mpn-partner-admin|admin-agent|helpdesk-agent|vs-subscription-admin|sales-agent|account-admin";

    private static final String ROLE_MESSAGE = "program-role";

    /** A person to add to a partner. */
    record UserRequest(
            @NotBlank @Size(max = 100) @Pattern(regexp = "[A-Za-z0-9._:-]*", message = "token-subject")
            String userId,

            @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
            String name,

            @NotNull @Size(max = 254) @Pattern(regexp = Texts.EMAIL, message = Texts.EMAIL_MESSAGE)
            String email,

            @NotNull Directory directory,

            @NotNull @Size(max = 20) @UniqueElements
            List<@NotNull @Pattern(regexp = ROLE, message = ROLE_MESSAGE) String> roles) {
        PartnerUser toUser(PartnerId partner) {
            return new PartnerUser(userId, partner, name, email, directory, roles, false);
        }
    }

    /** What of a person may change. */
    @Schema(example = """
            {"roles": ["global-admin", "vs-subscription-admin"]}""")
    record UserChanges(
            @NotBlank(groups = Merged.class)
            @Size(max = 200)
            @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
            String name,

            @NotNull(groups = Merged.class)
            @Size(max = 254)
            @Pattern(regexp = Texts.EMAIL, message = Texts.EMAIL_MESSAGE)
            String email,

            @NotNull(groups = Merged.class) Directory directory,

            @NotNull(groups = Merged.class) @Size(max = 20) @UniqueElements
            List<@NotNull @Pattern(regexp = ROLE, message = ROLE_MESSAGE) String> roles) {
        static UserChanges from(PartnerUser user) {
            return new UserChanges(user.name(), user.email(), user.directory(), user.roles());
        }

        PartnerUser of(PartnerUser user) {
            return new PartnerUser(user.userId(), user.partnerId(), name, email, directory, roles, false);
        }
    }

    /** A person of a partner. */
    @Schema(example = """
            {"userId": "8f2c0001-0000-4000-8000-000000000001", "name": "Ada Contoso", "email": "ada@contoso.example",
             "directory": "AAD", "roles": ["global-admin"]}""")
    record UserResponse(String userId, String name, String email, Directory directory, List<String> roles) {
        static UserResponse from(PartnerUser user) {
            return new UserResponse(user.userId(), user.name(), user.email(), user.directory(), user.roles());
        }
    }

    private final RegisterPartner registerPartner;
    private final ChangePartner changePartner;
    private final Partners partners;
    private final MergePatch mergePatch;
    private final Paging paging;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    PartnerUserResource(
            RegisterPartner registerPartner,
            ChangePartner changePartner,
            Partners partners,
            MergePatch mergePatch,
            Paging paging,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.registerPartner = registerPartner;
        this.changePartner = changePartner;
        this.partners = partners;
        this.mergePatch = mergePatch;
        this.paging = paging;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the users of a partner, by role")
    public Page<UserResponse> listUsers(
            @PathParam("partnerId") String partnerId,
            @QueryParam("role") @Pattern(regexp = ROLE, message = ROLE_MESSAGE) String role,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.BENEFITS);
        partners.find(partner).orElseThrow(Problems::notFound);
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
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = UserResponse.class)))
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

    @GET
    @Path("/{userId}")
    @Operation(summary = "Read a user of a partner")
    @APIResponse(
            responseCode = "200",
            description = "The user; ETag names its version",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = UserResponse.class)))
    public Response getUser(@PathParam("partnerId") String partnerId, @PathParam("userId") String userId) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.BENEFITS);
        return answer(partners.user(partner, userId).orElseThrow(Problems::notFound));
    }

    @PATCH
    @Path("/{userId}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(summary = "Change a user of a partner (its user admins and global admins, program operators)")
    @RequestBody(
            content = @Content(mediaType = MergePatch.MEDIA_TYPE, schema = @Schema(implementation = UserChanges.class)))
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = UserResponse.class)))
    public Response changeUser(
            @PathParam("partnerId") String partnerId,
            @PathParam("userId") String userId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull ObjectNode patch)
            throws JsonProcessingException {
        Versioned<PartnerUser> current = changeable(partnerId, userId, ifMatch);
        UserChanges changes = mergePatch.apply(UserChanges.class, UserChanges.from(current.state()), patch);
        return answer(store(changes.of(current.state()), current));
    }

    @DELETE
    @Path("/{userId}")
    @Operation(summary = "Remove a user from a partner (its user admins and global admins, program operators)")
    @APIResponse(responseCode = "204", description = "Removed; the same user may be added again")
    public void removeUser(
            @PathParam("partnerId") String partnerId,
            @PathParam("userId") String userId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        Versioned<PartnerUser> current = changeable(partnerId, userId, ifMatch);
        store(current.state().withdraw(), current);
    }

    private Versioned<PartnerUser> changeable(String partnerId, String userId, String ifMatch) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.USERS);
        return Problems.expected(ifMatch, () -> partners.user(partner, userId));
    }

    private Versioned<PartnerUser> store(PartnerUser changed, Versioned<PartnerUser> current) {
        return changePartner
                .changeUser(new Versioned<>(changed, current.sequence()))
                .orElseThrow(EntityVersion::changedMeanwhile);
    }

    private static Response answer(Versioned<PartnerUser> user) {
        return Response.ok(UserResponse.from(user.state()))
                .header(HttpHeaders.ETAG, EntityVersion.etag(user.sequence()))
                .build();
    }
}
