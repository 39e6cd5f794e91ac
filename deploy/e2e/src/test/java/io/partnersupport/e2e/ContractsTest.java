package io.partnersupport.e2e;

import static io.partnersupport.e2e.Client.CONTOSO_HELPDESK;
import static io.partnersupport.e2e.Client.CONTOSO_USER;
import static io.partnersupport.e2e.Client.NORTHWIND_ADMIN;
import static io.partnersupport.e2e.Client.OPERATOR;
import static io.partnersupport.e2e.Client.OUTSIDER;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

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
        await().atMost(PATIENCE)
                .untilAsserted(() -> link(CONTOSO_HELPDESK, pair)
                        .statusCode(422)
                        .body("code", equalTo("access-id-contract-id-mismatch")));

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

    @Test
    @DisplayName("L-2, I-1, I-3: a contract without incidents left is explained when it is linked again")
    void anExhaustedContractIsExplained() {
        String benefit = NORTHWIND_ADMIN
                .get("/v1/technical-benefits")
                .statusCode(200)
                .extract()
                .path("items.find { it.name == 'Microsoft Product Support' }.benefitId");
        NORTHWIND_ADMIN
                .post("/v1/technical-benefits/" + benefit + "/activation", null)
                .statusCode(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> NORTHWIND_ADMIN
                        .get("/v1/technical-benefits")
                        .body("items.find { it.benefitId == '" + benefit + "' }.status", equalTo("ACTIVE")));
        Map<String, String> pair = pairOf(NORTHWIND_ADMIN
                .get("/v1/technical-benefits")
                .extract()
                .path("items.find { it.benefitId == '" + benefit + "' }.contract.id"));
        await().atMost(PATIENCE).untilAsserted(() -> link(CONTOSO_USER, pair).statusCode(lessThan(300)));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> CONTOSO_USER.get("/v1/support-plans").body("available.benefitId", hasItem(benefit)));
        String plan = CONTOSO_USER
                .get("/v1/support-plans")
                .extract()
                .path("available.find { it.benefitId == '" + benefit + "' }.planId");
        int left = CONTOSO_USER
                .get("/v1/support-plans")
                .extract()
                .path("available.find { it.planId == '" + plan + "' }.remaining");
        for (int i = 0; i < left; i++) {
            CONTOSO_USER.post("/v1/incidents", incidentUnder(plan)).statusCode(201);
        }
        CONTOSO_USER
                .post("/v1/incidents", incidentUnder(plan))
                .statusCode(409)
                .body("code", equalTo("incidents-exhausted"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> link(CONTOSO_USER, pair)
                        .statusCode(409)
                        .body("code", equalTo("incidents-exhausted"))
                        .body("plans.remaining", hasItem(0))
                        .body("nextStep", notNullValue()));
        CONTOSO_USER
                .get("/v1/support-plans")
                .body("unavailable.find { it.planId == '" + plan + "' }.reasons.code", hasItem("incidents-exhausted"));

        OPERATOR.post(
                        "/v1/balances/" + benefit + "/adjustments",
                        Map.of("units", left, "reason", "The scenario gives back what it used."))
                .statusCode(lessThan(300));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> link(CONTOSO_USER, pair).statusCode(200).body("outcome", equalTo("already-linked")));
    }

    private static Map<String, Object> incidentUnder(String plan) {
        return Map.of(
                "kind", "BREAK_FIX",
                "productId", "sql-server",
                "version", "2025",
                "severity", "C",
                "title", "No failover",
                "description", "The availability group does not fail over.",
                "channel", "WEB",
                "planId", plan,
                "contact",
                        Map.of(
                                "name", "Zofia Lis",
                                "email", "zofia.lis@contoso.example",
                                "language", "en",
                                "country", "PL",
                                "timeZone", "Europe/Warsaw",
                                "reachableAroundTheClock", false));
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
