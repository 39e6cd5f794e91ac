package io.partnersupport.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.e2e.Stack;
import io.partnersupport.e2e.security.AuthorisationTable.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operations × roles × partners table of RELIABILITY.md: {@code authorisation.md} is what is true. */
@ExtendWith(Stack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuthorisationTest {
    /** What says that the request was looked at and not that the account may not. */
    private static final Set<Integer> NO_ANSWER_TO_WHO_MAY = Set.of(400, 401, 403, 404, 405, 406, 413, 415);

    /** After these there is less left for the others to ask about. */
    static final List<String> LAST = List.of(
            "linkContract",
            "deleteWebhook",
            "registerWebhook",
            "unlinkContract",
            "rotateContract",
            "closeIncident",
            "cancelIncident",
            "cancelPurchase",
            "withdrawContract");

    private static World world;
    private static AuthorisationTable table;

    @BeforeAll
    static void readTheTable() {
        world = World.shared();
        table = new AuthorisationTable(world);
    }

    @Test
    @Order(1)
    @DisplayName("The table says of every operation of the document who may, and of no other")
    void theTableIsWhole() {
        assertThat(table.operations())
                .containsExactlyInAnyOrderElementsOf(
                        ApiDocument.forAccounts().stream().map(Operation::id).toList());
    }

    @Test
    @Order(2)
    @DisplayName("Whoever may not is refused as the table says, and sees nothing of the partner (I11)")
    void whoeverMayNotIsRefused() {
        assertThat(ask(false, ApiDocument.forAccounts())).isEmpty();
    }

    @Test
    @Order(3)
    @DisplayName("Whoever may is not refused")
    void whoeverMayIsNotRefused() {
        List<Operation> all = ApiDocument.forAccounts();
        List<String> faults = new ArrayList<>(
                ask(true, all.stream().filter(operation -> !operation.writes()).toList()));
        faults.addAll(ask(
                true,
                all.stream()
                        .filter(operation -> operation.writes() && !LAST.contains(operation.id()))
                        .toList()));
        LAST.forEach(last -> faults.addAll(ask(true, List.of(ApiDocument.operation(last)))));
        assertThat(faults).isEmpty();
    }

    private static List<String> ask(boolean allowed, List<Operation> operations) {
        List<Callable<String>> cases = new ArrayList<>();
        for (Operation operation : operations) {
            for (Cell cell : table.cellsOf(operation)) {
                if (cell.isAllowed() == allowed) {
                    cell.accounts()
                            .forEach((who, account) ->
                                    cases.add(() -> faultOf(operation, who, account, cell.expected())));
                }
            }
        }
        List<String> faults = Parallel.faults(cases);
        System.out.println("authorisation: " + operations.size() + " operations, " + cases.size()
                + (allowed ? " allowed" : " refused") + " requests");
        return faults;
    }

    private static String faultOf(Operation operation, String who, Account account, String expected) {
        Request request =
                expected.equals("yes") ? requestOf(operation) : world.mine().requestOf(operation);
        Answer answer = account.send(request);
        String fault;
        if (expected.equals("yes")) {
            fault = NO_ANSWER_TO_WHO_MAY.contains(answer.status()) || answer.status() >= 500 ? "is refused" : "";
        } else {
            fault = answer.status() == Integer.parseInt(expected)
                    ? answer.faultsAsRefusal(operation.isAzure())
                    : "not " + expected;
        }
        boolean outside = who.startsWith("other ") || who.equals("no partner");
        if (fault.isEmpty() && outside && !operation.id().equals("linkContract")) {
            fault = world.mine().toldIn(answer, request);
        }
        return fault.isEmpty() ? null : operation + " by " + who + ": " + fault + ": " + request + " → " + answer;
    }

    /** What an account removes is there for each who may. */
    private static Request requestOf(Operation operation) {
        Request request = world.mine().requestOf(operation);
        return switch (operation.id()) {
            case "unlinkContract" ->
                request.withTarget("/v1/contract-links/"
                        + world.mine().link(Account.stranger()).at("/link/id").asText());
            case "createSupportTicket" ->
                request.withTarget(request.target().replace("?", "-" + UUID.randomUUID() + "?"));
            case "deleteWebhook" ->
                request.withTarget("/v1/webhooks/"
                        + world.mine()
                                .admin()
                                .does("POST", "/v1/webhooks", Map.of("url", Receiver.address("/alerts")), 201)
                                .get("id")
                                .asText());
            default -> request;
        };
    }
}
