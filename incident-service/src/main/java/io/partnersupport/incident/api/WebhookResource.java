package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.application.webhook.CheckTarget;
import io.partnersupport.incident.application.webhook.CheckTarget.Target;
import io.partnersupport.incident.application.webhook.ManageWebhooks;
import io.partnersupport.incident.application.webhook.ManageWebhooks.WithSecret;
import io.partnersupport.incident.application.webhook.WebhookConfig;
import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.webhook.Delivery;
import io.partnersupport.incident.domain.webhook.DeliveryState;
import io.partnersupport.incident.domain.webhook.Webhook;
import io.partnersupport.incident.domain.webhook.Webhook.Changes;
import io.partnersupport.incident.domain.webhook.WebhookAct;
import io.partnersupport.incident.domain.webhook.WebhookId;
import io.partnersupport.incident.domain.webhook.Webhooks.PastAct;
import io.partnersupport.kit.http.EntityVersion;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/webhooks")
@Authenticated
@Tag(
        name = "Webhooks",
        description = "Alerts told to your own endpoints, signed (Standard Webhooks 1.0.0), at least once")
class WebhookResource {
    /** Something that was done to an endpoint. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WebhookActResponse(
            WebhookAct act,

            @Schema(description = "The account, or incident-service")
            String actor,

            Instant at,
            String details) {
        static WebhookActResponse from(PastAct act) {
            return new WebhookActResponse(
                    act.act(), act.actor(), act.at(), act.details().orElse(null));
        }
    }

    private final ManageWebhooks manageWebhooks;
    private final CheckTarget checkTarget;
    private final WebhookConfig config;
    private final Idempotency idempotency;
    private final Paging paging;
    private final CurrentCaller caller;

    WebhookResource(
            ManageWebhooks manageWebhooks,
            CheckTarget checkTarget,
            WebhookConfig config,
            Idempotency idempotency,
            Paging paging,
            CurrentCaller caller) {
        this.manageWebhooks = manageWebhooks;
        this.checkTarget = checkTarget;
        this.config = config;
        this.idempotency = idempotency;
        this.paging = paging;
        this.caller = caller;
    }

    @POST
    @Operation(summary = "Register an endpoint for alerts (global admins, MPN partner admins, admin agents)")
    @APIResponse(
            responseCode = "201",
            description = "Registered; the answer alone shows the secret",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookResponse.class)))
    public Response registerWebhook(
            @HeaderParam(Idempotency.HEADER) String idempotencyKey, @Valid @NotNull RegisterWebhookRequest request) {
        PartnerId partner = managedPartner();
        Target target = checkTarget.check(request.url()); // a name may take its time: no transaction waits for it
        return idempotency.onceSecret(idempotencyKey, "registerWebhook", request, () -> {
            WithSecret registered = manageWebhooks
                    .register(
                            partner,
                            allowed(target),
                            Optional.ofNullable(request.description()),
                            request.kinds(),
                            account())
                    .orElseThrow(() -> WebhookProblems.limitReached(config.perPartner()));
            return Response.created(URI.create(
                            "/v1/webhooks/" + registered.webhook().id().value()))
                    .entity(WebhookResponse.from(registered.webhook(), registered.secret()))
                    .build();
        });
    }

    @GET
    @Operation(summary = "List your partner's endpoints in the order of their registration")
    public Page<WebhookResponse> listWebhooks(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        PartnerId partner = managedPartner();
        Paging.Request page = paging.request("webhooks " + partner.value(), limit, cursor);
        return paging.page(
                        page,
                        manageWebhooks.of(
                                partner, page.after().map(UUID::fromString).map(WebhookId::new), page.fetchSize()),
                        webhook -> webhook.id().value().toString())
                .map(WebhookResponse::from);
    }

    @GET
    @Path("/{webhookId}")
    @Operation(summary = "Read an endpoint, and why it gets nothing if it is disabled")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookResponse.class)))
    public Response getWebhook(@PathParam("webhookId") UUID webhookId) {
        return answer(managed(webhookId));
    }

    @PATCH
    @Path("/{webhookId}")
    @Operation(summary = "Change, disable or enable an endpoint; If-Match is the ETag that you have read")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookResponse.class)))
    public Response changeWebhook(
            @PathParam("webhookId") UUID webhookId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @Valid @NotNull ChangeWebhookRequest request) {
        Webhook known = managed(webhookId);
        if (EntityVersion.expected(ifMatch) != known.sequence()) {
            throw EntityVersion.changedMeanwhile();
        }
        Changes changes = new Changes(
                Optional.ofNullable(request.url()).map(url -> allowed(checkTarget.check(url))),
                Optional.ofNullable(request.description()),
                Optional.ofNullable(request.types()).map(WebhookType::kinds),
                Optional.ofNullable(request.enabled()));
        return answer(manageWebhooks.change(known, changes, account()).orElseThrow(EntityVersion::changedMeanwhile));
    }

    @DELETE
    @Path("/{webhookId}")
    @Operation(summary = "Remove an endpoint and the log of its deliveries")
    @APIResponse(responseCode = "204", description = "Removed")
    public void deleteWebhook(@PathParam("webhookId") UUID webhookId) {
        manageWebhooks.remove(managed(webhookId), account());
    }

    @GET
    @Path("/{webhookId}/history")
    @Operation(summary = "List what was done to an endpoint and by whom, the first first")
    public Page<WebhookActResponse> listWebhookHistory(
            @PathParam("webhookId") UUID webhookId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Webhook webhook = managed(webhookId);
        Paging.Request page = paging.request("webhook history " + webhookId, limit, cursor);
        return paging.page(
                        page,
                        manageWebhooks.history(
                                webhook, page.after().map(Long::valueOf).orElse(0L), page.fetchSize()),
                        noted -> Long.toString(noted.position()))
                .map(noted -> WebhookActResponse.from(noted.act()));
    }

    @POST
    @Path("/{webhookId}/secret-rotation")
    @Operation(summary = "Give an endpoint another secret; the former one signs beside it for a while")
    @APIResponse(
            responseCode = "200",
            description = "Rotated; the answer alone shows the secret",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookResponse.class)))
    public Response rotateWebhookSecret(
            @PathParam("webhookId") UUID webhookId, @HeaderParam(Idempotency.HEADER) String idempotencyKey) {
        Webhook webhook = managed(webhookId);
        return idempotency.onceSecret(idempotencyKey, "rotateWebhookSecret " + webhookId, null, () -> {
            WithSecret rotated = manageWebhooks.rotateSecret(webhook, account()).orElseThrow(Problems::notFound);
            return Response.ok(WebhookResponse.from(rotated.webhook(), rotated.secret()))
                    .build();
        });
    }

    @POST
    @Path("/{webhookId}/test")
    @Operation(summary = "Send a message of the type webhook.test to an endpoint now")
    @APIResponse(
            responseCode = "202",
            description = "Queued; Location tells what became of it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookDeliveryResponse.class)))
    public Response testWebhook(
            @PathParam("webhookId") UUID webhookId, @HeaderParam(Idempotency.HEADER) String idempotencyKey) {
        Webhook webhook = managed(webhookId);
        return send(idempotencyKey, "testWebhook " + webhookId, webhook, () -> manageWebhooks.test(webhook));
    }

    @GET
    @Path("/{webhookId}/deliveries")
    @Operation(summary = "List the messages to an endpoint with their attempts, the newest first")
    public Page<WebhookDeliveryResponse> listWebhookDeliveries(
            @PathParam("webhookId") UUID webhookId,
            @QueryParam("state") DeliveryState state,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Webhook webhook = managed(webhookId);
        Paging.Request page = paging.request("webhook deliveries " + webhookId + " " + state, limit, cursor);
        return paging.page(
                        page,
                        manageWebhooks.deliveries(
                                webhook,
                                Optional.ofNullable(state),
                                page.after().map(UUID::fromString),
                                page.fetchSize()),
                        delivery -> delivery.id().toString())
                .map(WebhookDeliveryResponse::from);
    }

    @GET
    @Path("/{webhookId}/deliveries/{deliveryId}")
    @Operation(summary = "Read what became of a message")
    public WebhookDeliveryResponse getWebhookDelivery(
            @PathParam("webhookId") UUID webhookId, @PathParam("deliveryId") UUID deliveryId) {
        return manageWebhooks
                .delivery(deliveryId, managed(webhookId))
                .map(WebhookDeliveryResponse::from)
                .orElseThrow(Problems::notFound);
    }

    @POST
    @Path("/{webhookId}/deliveries/{deliveryId}/replay")
    @Operation(summary = "Send a message again now, under the same webhook-id, whatever became of it")
    @APIResponse(
            responseCode = "202",
            description = "Queued; Location tells what became of it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WebhookDeliveryResponse.class)))
    public Response replayWebhookDelivery(
            @PathParam("webhookId") UUID webhookId,
            @PathParam("deliveryId") UUID deliveryId,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey) {
        Webhook webhook = managed(webhookId);
        return send(
                idempotencyKey,
                "replayWebhookDelivery " + deliveryId,
                webhook,
                () -> manageWebhooks.replay(deliveryId, webhook));
    }

    private Response send(String key, String operation, Webhook webhook, Supplier<Optional<Delivery>> act) {
        return idempotency.once(key, operation, null, () -> {
            if (!webhook.isEnabled()) {
                throw WebhookProblems.disabled();
            }
            Delivery queued = act.get().orElseThrow(Problems::notFound);
            return Response.accepted(WebhookDeliveryResponse.from(queued))
                    .location(URI.create("/v1/webhooks/" + webhook.id().value() + "/deliveries/" + queued.id()))
                    .build();
        });
    }

    /** The partner of a caller who may manage its webhooks. */
    private PartnerId managedPartner() {
        Caller by = caller.get();
        if (!ManageWebhooks.mayManage(by)) {
            throw WebhookProblems.adminRequired();
        }
        return new PartnerId(by.partnerId().orElseThrow());
    }

    /** Those of others do not exist. */
    private Webhook managed(UUID id) {
        return manageWebhooks.find(new WebhookId(id), managedPartner()).orElseThrow(Problems::notFound);
    }

    private AccountId account() {
        return new AccountId(caller.get().subject());
    }

    private static URI allowed(Target target) {
        if (target instanceof Target.Allowed allowed) {
            return allowed.url();
        }
        throw WebhookProblems.urlNotAllowed(((Target.Refused) target).refusals());
    }

    private static Response answer(Webhook webhook) {
        return Response.ok(WebhookResponse.from(webhook))
                .header(HttpHeaders.ETAG, EntityVersion.etag(webhook.sequence()))
                .build();
    }
}
