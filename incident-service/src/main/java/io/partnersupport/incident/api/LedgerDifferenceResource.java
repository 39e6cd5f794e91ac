package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.application.CheckLedger;
import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.ledger.LedgerChecks.Difference;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/operations/incident-service/ledger-differences")
@Authenticated
@Tag(name = "Operations", description = "For program operators who run the suite")
class LedgerDifferenceResource {
    private static final int SHOWN = 100;

    /** What repairing would change. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LedgerDifferenceChange(
            String field,

            @Schema(description = "What the balance says; left out when unlimited")
            Long balance,

            @Schema(description = "What its ledger says, and the balance after a repair")
            Long ledger) {}

    /** A balance that is not the sum of its ledger. */
    record LedgerDifferenceResponse(
            UUID benefitId,
            List<LedgerDifferenceChange> changes,

            @Schema(description = "False if the ledger's sum cannot be a balance, because it is below zero")
            boolean repairable) {
        static LedgerDifferenceResponse from(Difference difference) {
            Balance balance = difference.balance();
            Balance ledger = difference.ledger();
            return new LedgerDifferenceResponse(
                    balance.benefitId().value(),
                    Stream.of(
                                    change("granted", balance.granted(), ledger.granted()),
                                    change("spent", balance.spent(), ledger.spent()),
                                    change("refunded", balance.refunded(), ledger.refunded()),
                                    change("adjusted", balance.adjusted(), ledger.adjusted()),
                                    change("withdrawn", balance.withdrawn(), ledger.withdrawn()),
                                    change("remaining", balance.remaining(), ledger.remaining()))
                            .flatMap(List::stream)
                            .toList(),
                    difference.isRepairable());
        }

        private static List<LedgerDifferenceChange> change(String field, long balance, long ledger) {
            return change(field, OptionalLong.of(balance), OptionalLong.of(ledger));
        }

        private static List<LedgerDifferenceChange> change(String field, OptionalLong balance, OptionalLong ledger) {
            return balance.equals(ledger)
                    ? List.of()
                    : List.of(new LedgerDifferenceChange(field, nullable(balance), nullable(ledger)));
        }

        private static Long nullable(OptionalLong units) {
            return units.isPresent() ? units.getAsLong() : null;
        }
    }

    /** The balances that are not the sum of their ledger, at most 100 of them. */
    record LedgerDifferenceListResponse(List<LedgerDifferenceResponse> items) {}

    /** Which balances are to become what their ledgers say. */
    @Schema(examples = """
            {"benefitIds": ["019e4a10-0002-7000-8000-000000000001"]}""")
    record RepairLedgerRequest(@NotEmpty @Size(max = 100) Set<@NotNull UUID> benefitIds) {}

    /** Those that were repaired; the others did not differ, or could not be repaired. */
    record RepairedLedgerResponse(List<UUID> repaired) {}

    private final CheckLedger checkLedger;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    LedgerDifferenceResource(CheckLedger checkLedger, Idempotency idempotency, CurrentCaller caller) {
        this.checkLedger = checkLedger;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listLedgerDifferences",
            summary = "List the balances that are not the sum of their ledger, and what a repair would change")
    public LedgerDifferenceListResponse listLedgerDifferences() {
        BalanceProblems.requireOperator(caller.get());
        return new LedgerDifferenceListResponse(checkLedger.differences(SHOWN).stream()
                .map(LedgerDifferenceResponse::from)
                .toList());
    }

    @POST
    @Operation(summary = "Make balances what their ledgers say; the ledger itself is never changed")
    @APIResponse(
            responseCode = "200",
            description = "Repaired",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RepairedLedgerResponse.class)))
    public Response repairLedgerDifferences(
            @HeaderParam(Idempotency.HEADER) String idempotencyKey, @Valid @NotNull RepairLedgerRequest request) {
        BalanceProblems.requireOperator(caller.get());
        return idempotency.once(
                idempotencyKey,
                "repairLedgerDifferences",
                request,
                () -> Response.ok(new RepairedLedgerResponse(request.benefitIds().stream()
                                .sorted()
                                .filter(id ->
                                        checkLedger.repair(new BenefitId(id)).isPresent())
                                .toList()))
                        .build());
    }
}
