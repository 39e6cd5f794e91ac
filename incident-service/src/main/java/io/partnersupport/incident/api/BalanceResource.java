package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.application.ReadAccess;
import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.ledger.Balances;
import io.partnersupport.incident.domain.ledger.EntryKind;
import io.partnersupport.incident.domain.ledger.EntryReason;
import io.partnersupport.incident.domain.ledger.LedgerEntry;
import io.partnersupport.incident.domain.ledger.Unit;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/balances")
@Authenticated
@Tag(name = "Balances", description = "What is left of each activated benefit, and the ledger that explains it")
class BalanceResource {
    /** What is left of a benefit. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BalanceResponse(
            UUID benefitId,
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
                    balance.contract().value(),
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
                    nullable(entry.balanceAfter()));
        }
    }

    private final Balances balances;
    private final Paging paging;
    private final CurrentCaller caller;

    BalanceResource(Balances balances, Paging paging, CurrentCaller caller) {
        this.balances = balances;
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

    private Balance readable(UUID benefitId) {
        return balances.find(new BenefitId(benefitId))
                .filter(balance -> ReadAccess.toBalancesOf(balance.partner(), caller.get()))
                .orElseThrow(Problems::notFound);
    }

    private static Long nullable(OptionalLong units) {
        return units.isPresent() ? units.getAsLong() : null;
    }
}
