package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.application.GiveAdvice;
import io.partnersupport.incident.application.GiveAdvice.Outcome;
import io.partnersupport.incident.application.GiveAdvice.Wish;
import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.advisory.AdvisoryKind;
import io.partnersupport.incident.domain.advisory.AdvisoryRefusal;
import io.partnersupport.incident.domain.advisory.AdvisoryRequest;
import io.partnersupport.incident.domain.advisory.AdvisoryRequests;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/advisory-requests")
@Authenticated
@Tag(
        name = "Advisory requests",
        description = "Advice by the hour: presales and deployment of cloud and hybrid solutions")
class AdvisoryRequestResource {
    /** What advice is asked for. */
    @Schema(examples = """
            {"kind": "DEPLOYMENT", "productId": "azure", "title": "Landing zone for a retailer",
            "description": "Which network topology fits 300 branches?",
            "contact": {"name": "Ada", "email": "ada@contoso.example", "language": "en", "country": "PL",
            "timeZone": "Europe/Warsaw", "reachableAroundTheClock": false}}""")
    record OpenAdvisoryRequest(
            @NotNull @Schema(description = "BREAK_FIX is refused with the way to incidents")
            AdvisoryKind kind,

            @NotBlank @Size(max = 100) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
            String productId,

            @Schema(description = "Whether it is about cloud and on-premises together")
            Boolean hybrid,

            @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
            String title,

            @NotBlank @Size(max = 10_000) @Pattern(regexp = Texts.LINES, message = Texts.LINES_MESSAGE)
            String description,

            @NotNull @Valid IncidentContact contact) {
        Wish toWish() {
            return new Wish(kind, productId, Boolean.TRUE.equals(hybrid), title, description, contact.toContact());
        }
    }

    /** Hours that were worked. */
    @Schema(examples = """
            {"hours": 3}""")
    record WorkAdvisoryHoursRequest(
            @NotNull @Min(1) @Max(100) Integer hours) {}

    /** A request for advice. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AdvisoryRequestResponse(
            UUID id,
            AdvisoryStatus status,
            AdvisoryKind kind,
            String productId,
            boolean hybrid,
            String title,
            String description,
            IncidentContact contact,
            UUID benefitId,

            @Schema(description = "Whether its hours are taken from the benefit")
            boolean deducts,

            @Schema(description = "Worked so far") long hours,

            @Schema(description = "Left of the benefit; left out when unlimited or in lists")
            Long remainingHours,

            Instant openedAt,

            @Schema(description = "Until when a consultant calls")
            Instant contactDueAt,

            Instant closedAt) {
        enum AdvisoryStatus {
            OPEN,
            IN_PROGRESS,
            CLOSED
        }

        static AdvisoryRequestResponse from(AdvisoryRequest request, Optional<Balance> balance) {
            OptionalLong remaining = balance.map(Balance::remaining).orElse(OptionalLong.empty());
            return new AdvisoryRequestResponse(
                    request.id(),
                    request.closedAt().isPresent()
                            ? AdvisoryStatus.CLOSED
                            : request.hours() > 0 ? AdvisoryStatus.IN_PROGRESS : AdvisoryStatus.OPEN,
                    request.kind(),
                    request.productId(),
                    request.hybrid(),
                    request.title(),
                    request.description(),
                    IncidentContact.from(request.contact()),
                    request.benefit().value(),
                    request.deducts(),
                    request.hours(),
                    remaining.isPresent() ? remaining.getAsLong() : null,
                    request.openedAt(),
                    request.contactDueAt(),
                    request.closedAt().orElse(null));
        }
    }

    private final GiveAdvice giveAdvice;
    private final AdvisoryRequests requests;
    private final Idempotency idempotency;
    private final Paging paging;
    private final CurrentCaller caller;

    AdvisoryRequestResource(
            GiveAdvice giveAdvice,
            AdvisoryRequests requests,
            Idempotency idempotency,
            Paging paging,
            CurrentCaller caller) {
        this.giveAdvice = giveAdvice;
        this.requests = requests;
        this.idempotency = idempotency;
        this.paging = paging;
        this.caller = caller;
    }

    @POST
    @Operation(summary = "Ask for advice (MPN-associated users of the partner)")
    @APIResponse(
            responseCode = "201",
            description = "Accepted; a consultant calls within the edition's business days",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AdvisoryRequestResponse.class)))
    public Response openAdvisoryRequest(
            @HeaderParam(Idempotency.HEADER) String idempotencyKey, @Valid @NotNull OpenAdvisoryRequest request) {
        PartnerId partner = ownPartner(caller.get());
        AccountId account = new AccountId(caller.get().subject());
        return idempotency.once(idempotencyKey, "openAdvisoryRequest", request, () -> {
            AdvisoryRequestResponse opened = answer(giveAdvice.open(partner, account, request.toWish()));
            return Response.created(URI.create("/v1/advisory-requests/" + opened.id()))
                    .entity(opened)
                    .build();
        });
    }

    @GET
    @Operation(summary = "List your partner's requests for advice, or all as a support engineer, newest first")
    public Page<AdvisoryRequestResponse> listAdvisoryRequests(
            @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        Optional<PartnerId> partner =
                caller.get().has(Role.SUPPORT_ENGINEER) ? Optional.empty() : Optional.of(ownPartner(caller.get()));
        Paging.Request page = paging.request("advisory-requests " + partner, limit, cursor);
        return paging.page(
                        page,
                        requests.of(partner, page.after().map(UUID::fromString), page.fetchSize()),
                        request -> request.id().toString())
                .map(request -> AdvisoryRequestResponse.from(request, Optional.empty()));
    }

    @GET
    @Path("/{requestId}")
    @Operation(summary = "Read a request for advice, and how many hours are left")
    public AdvisoryRequestResponse getAdvisoryRequest(@PathParam("requestId") UUID requestId) {
        return answer(giveAdvice.find(requestId, caller.get()));
    }

    @POST
    @Path("/{requestId}/hours")
    @Operation(summary = "Record hours that were worked on a request for advice (support engineers)")
    @APIResponse(
            responseCode = "200",
            description = "Recorded",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AdvisoryRequestResponse.class)))
    public Response workAdvisoryHours(
            @PathParam("requestId") UUID requestId,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull WorkAdvisoryHoursRequest request) {
        if (!caller.get().has(Role.SUPPORT_ENGINEER)) {
            answer(giveAdvice.find(requestId, caller.get()));
            throw Problem.of(403, "support-engineer-required").exception();
        }
        AccountId consultant = new AccountId(caller.get().subject());
        return once(
                idempotencyKey,
                "workAdvisoryHours " + requestId,
                request,
                () -> giveAdvice.work(requestId, consultant, request.hours()));
    }

    @POST
    @Path("/{requestId}/closure")
    @Operation(summary = "Close a request for advice: the partner, or the consultant")
    @APIResponse(
            responseCode = "200",
            description = "Closed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AdvisoryRequestResponse.class)))
    public Response closeAdvisoryRequest(
            @PathParam("requestId") UUID requestId, @HeaderParam(Idempotency.HEADER) String idempotencyKey) {
        return once(
                idempotencyKey,
                "closeAdvisoryRequest " + requestId,
                null,
                () -> giveAdvice.close(requestId, caller.get()));
    }

    private Response once(String key, String operation, Object body, Supplier<Outcome> act) {
        return idempotency.once(
                key, operation, body, () -> Response.ok(answer(act.get())).build());
    }

    private static PartnerId ownPartner(Caller caller) {
        return caller.partnerId()
                .filter(caller::isMpnUserOf)
                .map(PartnerId::new)
                .orElseThrow(() -> Problem.of(403, "mpn-association-required").exception());
    }

    private static AdvisoryRequestResponse answer(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return AdvisoryRequestResponse.from(done.request(), done.balance());
        }
        if (outcome instanceof Outcome.Refused refused) {
            AdvisoryRefusal first = refused.refusals().get(0);
            Problem.Builder problem = Problem.of(statusOf(first), Problem.codeOf(first));
            if (refused.refusals().size() > 1) {
                refused.refusals().forEach(refusal -> problem.reason(Problem.codeOf(refusal)));
            }
            throw problem.exception();
        }
        throw outcome instanceof Outcome.PolicyUnknown ? HandlingProblems.policyUnknown() : Problems.notFound();
    }

    static int statusOf(AdvisoryRefusal refusal) {
        return switch (refusal) {
            case BREAK_FIX_BELONGS_TO_INCIDENTS, ADVISORY_PRODUCT_UNKNOWN, CLOUD_AND_HYBRID_TOPICS_ONLY -> 422;
            case NO_ADVISORY_HOURS, ADVISORY_HOURS_EXHAUSTED, ENGAGEMENT_LIMIT_REACHED, ADVISORY_REQUEST_CLOSED -> 409;
        };
    }
}
