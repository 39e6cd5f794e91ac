package io.partnersupport.e2e;

import static io.partnersupport.e2e.Client.CONTOSO_HELPDESK;
import static io.partnersupport.e2e.Client.NORTHWIND_ADMIN;
import static io.partnersupport.e2e.Client.OPERATOR;
import static io.partnersupport.e2e.Client.OUTSIDER;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A contract of the single account policy from its plan to its withdrawal. */
@ExtendWith(Stack.class)
class ContractsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    @DisplayName("E-14, L-2, A-3: a Premier contract is for one account; rotated and withdrawn pairs link no more")
    void aPremierContract() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String plan = OPERATOR.post(
                        "/v1/partners/4960003/plans",
                        Map.of(
                                "plan",
                                "PREMIER",
                                "startsOn",
                                today.toString(),
                                "endsOn",
                                today.plusDays(30).toString()))
                .statusCode(201)
                .extract()
                .path("planId");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> NORTHWIND_ADMIN.get("/v1/technical-benefits").body("items.benefitId", hasItem(plan)));
        NORTHWIND_ADMIN
                .post("/v1/technical-benefits/" + plan + "/activation", null)
                .statusCode(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> NORTHWIND_ADMIN
                        .get("/v1/technical-benefits")
                        .body("items.find { it.benefitId == '" + plan + "' }.status", equalTo("ACTIVE")));
        String contract = NORTHWIND_ADMIN
                .get("/v1/technical-benefits")
                .extract()
                .path("items.find { it.benefitId == '" + plan + "' }.contract.id");
        Map<String, String> pair = pairOf(contract);

        await().atMost(PATIENCE).untilAsserted(() -> link(OUTSIDER, pair).statusCode(lessThan(300)));
        link(OUTSIDER, pair).statusCode(200).body("outcome", equalTo("already-linked"));
        link(CONTOSO_HELPDESK, pair).statusCode(409).body("code", equalTo("access-id-in-use"));

        NORTHWIND_ADMIN.post("/v1/contracts/" + contract + "/rotation", null).statusCode(200);
        Map<String, String> rotated = pairOf(contract);
        await().atMost(PATIENCE).untilAsserted(() -> link(OUTSIDER, rotated).statusCode(200));
        link(CONTOSO_HELPDESK, pair).statusCode(422).body("code", equalTo("access-id-contract-id-mismatch"));

        NORTHWIND_ADMIN
                .post("/v1/contracts/" + contract + "/withdrawal", Map.of("reason", "The plan was not paid."))
                .statusCode(403);
        OPERATOR.post("/v1/contracts/" + contract + "/withdrawal", Map.of("reason", "The plan was not paid."))
                .statusCode(200);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> link(OUTSIDER, rotated).statusCode(409).body("code", equalTo("contract-withdrawn")));
        OUTSIDER.get("/v1/contract-links")
                .body("items.find { it.contract == '" + contract + "' }.state", equalTo("WITHDRAWN"));
    }

    private static Map<String, String> pairOf(String contract) {
        var shown =
                NORTHWIND_ADMIN.get("/v1/contracts/" + contract).statusCode(200).extract();
        return Map.of(
                "accessId", shown.path("accessId"), "contractId", shown.path("contractId"), "portal", "ON_PREMISES");
    }

    private static ValidatableResponse link(Client client, Map<String, String> pair) {
        return client.post("/v1/contract-links", pair);
    }
}
