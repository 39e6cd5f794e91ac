package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.application.AdjustBalance;
import io.partnersupport.incident.application.AdjustBalance.Adjusted;
import io.partnersupport.incident.application.ReadAccess;
import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.ledger.Balances;
import io.partnersupport.incident.domain.ledger.EntryKind;
import io.partnersupport.incident.domain.ledger.EntryReason;
import io.partnersupport.incident.domain.ledger.LedgerEntry;
import io.partnersupport.incident.domain.ledger.Unit;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
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
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/balances")
@Authenticated
@Tag(name = "Balances", description = "What is left of each activated benefit, and the ledger that explains it")
class BalanceResource {
    /** What is left of a benefit. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BalanceResponse(
            UUID benefitId,

            @Schema(description = "Left out for hours, which have no contract")
            UUID contract,

            Unit unit,
            @Schema(description = "Left out when unlimited") Long granted,
            long spent,
            long refunded,
            long adjusted,
            long withdrawn,
            @Schema(description = "Left out when unlimited") Long remaining,
            boolean unlimited) {
        static BalanceResponse from(Balance balance) {
            return new BalanceResponse(
                    balance.benefitId().value(),
                    balance.contract().map(ContractRef::value).orElse(null),
                    balance.unit(),
                    nullable(balance.granted()),
                    balance.spent(),
                    balance.refunded(),
                    balance.adjusted(),
                    balance.withdrawn(),
                    nullable(balance.remaining()),
                    balance.isUnlimited());
        }
    }

    /** One change of a balance. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LedgerEntryResponse(
            UUID id,
            UUID benefitId,
            EntryKind kind,
            @Schema(description = "Left out when unlimited") Long units,
            Instant at,

            @Schema(description = "The incident that was opened")
            UUID incident,

            @Schema(description = "The superseded benefit on which the units were spent")
            UUID carriedFrom,

            String actor,
            EntryReason reason,

            @Schema(description = "The resolution of a refund, or an operator's reason")
            String note,

            @Schema(description = "Left out when unlimited") Long balanceAfter) {
        static LedgerEntryResponse from(LedgerEntry entry) {
            return new LedgerEntryResponse(
                    entry.id(),
                    entry.benefitId().value(),
                    entry.kind(),
                    nullable(entry.units()),
                    entry.at(),
                    entry.incident().map(IncidentId::value).orElse(null),
                    entry.carriedFrom().map(BenefitId::value).orElse(null),
                    entry.actor(),
                    entry.reason(),
                    entry.note().orElse(null),
                    nullable(entry.balanceAfter()));
        }
    }

    /** How a balance is to be adjusted. */
    @Schema(examples = """
            {"units": 2, "reason": "Goodwill after the outage of 3 March"}""")
    record AdjustBalanceRequest(
            @NotNull @Min(-1_000_000) @Max(1_000_000) @Schema(description = "Not zero; negative takes units")
            Long units,

            @NotBlank @Size(max = 500) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
            String reason) {
        @AssertTrue(message = "not-zero")
        @Schema(hidden = true)
        boolean isUnits() {
            return units == null || units != 0;
        }
    }

    private final Balances balances;
    private final AdjustBalance adjustBalance;
    private final Idempotency idempotency;
    private final Paging paging;
    private final CurrentCaller caller;

    BalanceResource(
            Balances balances,
            AdjustBalance adjustBalance,
            Idempotency idempotency,
            Paging paging,
            CurrentCaller caller) {
        this.balances = balances;
        this.adjustBalance = adjustBalance;
        this.idempotency = idempotency;
        this.paging = paging;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the balances of a contract of your partner")
    public Page<BalanceResponse> listBalances(
            @QueryParam("contract") @NotNull UUID contract,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        ContractRef ref = new ContractRef(contract);
        balances.partnerOf(ref)
                .filter(partner -> ReadAccess.toBalancesOf(partner, caller.get()))
                .orElseThrow(Problems::notFound);
        Paging.Request request = paging.request("balances " + contract, limit, cursor);
        return paging.page(
                        request,
                        balances.ofContract(
                                ref, request.after().map(UUID::fromString).map(BenefitId::new), request.fetchSize()),
                        balance -> balance.benefitId().value().toString())
                .map(BalanceResponse::from);
    }

    @GET
    @Path("/{benefitId}")
    @Operation(summary = "Read what is left of a benefit of your partner")
    public BalanceResponse getBalance(@PathParam("benefitId") UUID benefitId) {
        return BalanceResponse.from(readable(benefitId));
    }

    @GET
    @Path("/{benefitId}/ledger")
    @Operation(summary = "List the ledger entries of a balance, newest first")
    public Page<LedgerEntryResponse> listLedgerEntries(
            @PathParam("benefitId") UUID benefitId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Balance balance = readable(benefitId);
        Paging.Request request = paging.request("ledger " + benefitId, limit, cursor);
        OptionalLong before =
                request.after().stream().mapToLong(Long::parseLong).findFirst();
        return paging.page(
                        request,
                        balances.entries(balance.benefitId(), before, request.fetchSize()),
                        entry -> Long.toString(entry.position()))
                .map(LedgerEntryResponse::from);
    }

    @POST
    @Path("/{benefitId}/adjustments")
    @Operation(summary = "Add units to a balance, or take them when negative, with a reason (program operators)")
    @APIResponse(
            responseCode = "201",
            description = "Adjusted",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BalanceResponse.class)))
    public Response adjustBalance(
            @PathParam("benefitId") UUID benefitId,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull AdjustBalanceRequest request) {
        if (!caller.get().isOperator()) {
            readable(benefitId);
        }
        BalanceProblems.requireOperator(caller.get());
        return idempotency.once(idempotencyKey, "adjustBalance " + benefitId, request, () -> {
            Adjusted adjusted = adjustBalance
                    .adjust(
                            new BenefitId(benefitId),
                            request.units(),
                            request.reason(),
                            new AccountId(caller.get().subject()))
                    .orElseThrow(Problems::notFound);
            adjusted.refusal().ifPresent(refusal -> {
                throw BalanceProblems.refused(refusal, adjusted.balance());
            });
            return Response.status(Response.Status.CREATED)
                    .entity(BalanceResponse.from(adjusted.balance()))
                    .build();
        });
    }

    private Balance readable(UUID benefitId) {
        return balances.find(new BenefitId(benefitId))
                .filter(balance -> ReadAccess.toBalancesOf(balance.partner(), caller.get()))
                .orElseThrow(Problems::notFound);
    }

    private static Long nullable(OptionalLong units) {
        return units.isPresent() ? units.getAsLong() : null;
    }
}
