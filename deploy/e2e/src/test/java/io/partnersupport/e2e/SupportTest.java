package io.partnersupport.e2e;

import static io.partnersupport.e2e.Client.CONTOSO_AGENT;
import static io.partnersupport.e2e.Client.CONTOSO_HELPDESK;
import static io.partnersupport.e2e.Client.ENGINEER;
import static io.partnersupport.e2e.Client.FABRIKAM_ADMIN;
import static io.partnersupport.e2e.Client.NORTHWIND_ADMIN;
import static io.partnersupport.e2e.Client.OPERATOR;
import static io.partnersupport.e2e.Client.OUTSIDER;
import static io.partnersupport.e2e.Client.TAILSPIN_AGENT;
import static io.partnersupport.e2e.Client.WIDEWORLD_AGENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Support as the people on both sides meet it: requests for customers, and an incident from its first day to its last. */
@ExtendWith(Stack.class)
class SupportTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    @DisplayName("I-9, I-10: an admin agent files for a customer without a contract and is told when somebody answers")
    void anAgentFilesForACustomer() {
        String customer = customerOf(CONTOSO_AGENT, "Alpine Ski House");
        Map<String, Object> request = azureRequest("contoso.example", Map.of("customerId", customer));

        awaitCustomer(CONTOSO_AGENT, request);
        CONTOSO_AGENT
                .post("/v1/incidents", azureRequest("alpineskihouse.example", Map.of("customerId", customer)))
                .statusCode(422)
                .body("code", equalTo("customer-contact-not-allowed"));
        CONTOSO_HELPDESK
                .post("/v1/incidents", request)
                .statusCode(403)
                .body("code", equalTo("helpdesk-agent-cannot-file-azure"));
        CONTOSO_AGENT
                .post("/v1/incidents", request)
                .statusCode(201)
                .body("unitsSpent", equalTo(0))
                .body("plan.planType", equalTo("CLOUD_SOLUTION_PROVIDER"))
                .body("responseTarget.dueAt", notNullValue())
                .body("responseTarget.explanation", not(hasSize(0)));
        NORTHWIND_ADMIN.post("/v1/incidents", request).statusCode(404);
    }

    @Test
    @DisplayName("I-9, E-16: an indirect reseller files for Azure once the provider has granted the access")
    void aResellerNeedsTheProvidersGrant() {
        String customer = customerOf(TAILSPIN_AGENT, "Fourth Coffee");
        Map<String, Object> request = azureRequest("tailspin.example", Map.of("customerId", customer));
        String access = "/v1/partners/4960005/customers/" + customer + "/azure-access";

        awaitCustomer(TAILSPIN_AGENT, request);
        WIDEWORLD_AGENT.put(access, Map.of("granted", false), null).statusCode(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> TAILSPIN_AGENT
                        .post("/v1/incident-checks", request)
                        .body("decision", equalTo("refused"))
                        .body("reasons.nextStep", hasItem(containsString("provider"))));
        TAILSPIN_AGENT.put(access, Map.of("granted", true), null).statusCode(403);
        WIDEWORLD_AGENT.put(access, Map.of("granted", true), null).statusCode(200);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        TAILSPIN_AGENT.post("/v1/incident-checks", request).body("decision", equalTo("accepted")));
    }

    @Test
    @DisplayName("I-2, I-4, I-12, I-13: an incident is worked on, closed as a duplicate, and its unit comes back")
    void aDuplicateGivesItsUnitBack() {
        String benefit = FABRIKAM_ADMIN
                .get("/v1/technical-benefits")
                .statusCode(200)
                .extract()
                .path("items.find { it.name == 'Microsoft Product Support' }.benefitId");
        FABRIKAM_ADMIN
                .post("/v1/technical-benefits/" + benefit + "/activation", null)
                .statusCode(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> FABRIKAM_ADMIN
                        .get("/v1/technical-benefits")
                        .body("items.find { it.benefitId == '" + benefit + "' }.status", equalTo("ACTIVE")));
        Map<String, String> pair = new HashMap<>(FABRIKAM_ADMIN
                .get("/v1/technical-benefits")
                .extract()
                .<Map<String, String>>path("items.find { it.benefitId == '" + benefit + "' }.contract"));
        pair.keySet().retainAll(Set.of("accessId", "contractId"));
        pair.put("portal", "ON_PREMISES");
        await().atMost(PATIENCE)
                .until(() -> FABRIKAM_ADMIN
                                .post("/v1/contract-links", pair)
                                .extract()
                                .statusCode()
                        < 300);
        await().atMost(PATIENCE)
                .untilAsserted(() -> FABRIKAM_ADMIN
                        .get("/v1/support-plans?productId=sql-server&version=2025")
                        .statusCode(200)
                        .body("available.benefitId", hasItem(benefit)));
        int before = remaining(benefit);

        Map<String, Object> request = new HashMap<>(azureRequest("fabrikam.example", null));
        request.put("productId", "sql-server");
        request.put("version", "2025");
        JsonPath opened = FABRIKAM_ADMIN
                .post("/v1/incidents", request)
                .statusCode(201)
                .body("unitsSpent", equalTo(1))
                .extract()
                .jsonPath();
        String incident = "/v1/incidents/" + opened.getString("id");
        assertThat(remaining(benefit)).isEqualTo(before - 1);

        FABRIKAM_ADMIN.post(incident + "/assignment", Map.of()).statusCode(403);
        ENGINEER.get("/v1/incidents?q=" + opened.getString("number"))
                .statusCode(200)
                .body("items.id", hasItem(opened.getString("id")));
        ENGINEER.post(incident + "/assignment", Map.of()).statusCode(200);
        ENGINEER.post(incident + "/communications", Map.of("text", "This is a duplicate of another one."))
                .statusCode(201);
        FABRIKAM_ADMIN
                .post(incident + "/cancellation", null)
                .statusCode(409)
                .body("code", equalTo("first-response-made"));
        ENGINEER.post(incident + "/closure", Map.of("resolution", "DUPLICATE")).statusCode(200);
        FABRIKAM_ADMIN.get(incident).statusCode(200).body("status", equalTo("CLOSED"));
        assertThat(remaining(benefit)).isEqualTo(before);
        FABRIKAM_ADMIN
                .get("/v1/balances/" + benefit + "/ledger")
                .statusCode(200)
                .body("items.kind", hasItem("REFUNDED"));
        OUTSIDER.get(incident).statusCode(404);
        OPERATOR.get("/v1/operations/incident-service/ledger-differences").statusCode(200);
    }

    private static int remaining(String benefit) {
        return FABRIKAM_ADMIN
                .get("/v1/balances/" + benefit)
                .statusCode(200)
                .extract()
                .path("remaining");
    }

    private static String customerOf(Client agent, String name) {
        return agent.get("/v1/partners/me/customers")
                .statusCode(200)
                .extract()
                .path("items.find { it.name == '" + name + "' }.customerId");
    }

    /** The demo data's customers are known to incident-service a moment later. */
    private static void awaitCustomer(Client agent, Map<String, Object> request) {
        await().atMost(PATIENCE)
                .until(() ->
                        agent.post("/v1/incident-checks", request).extract().statusCode() == 200);
    }

    private static Map<String, Object> azureRequest(String contactDomain, Map<String, Object> customer) {
        Map<String, Object> request = new HashMap<>(Map.of(
                "kind", "BREAK_FIX",
                "productId", "azure",
                "severity", "B",
                "title", "The virtual network does not answer",
                "description", "Since this morning no machine in it can be reached.",
                "channel", "WEB",
                "contact",
                        Map.of(
                                "name", "Marek Zima",
                                "email", "marek.zima@" + contactDomain,
                                "phone", "+48 22 555 01 00",
                                "language", "pl",
                                "country", "PL",
                                "timeZone", "Europe/Warsaw",
                                "reachableAroundTheClock", false)));
        if (customer != null) {
            request.put("customer", customer);
        }
        return request;
    }
}
