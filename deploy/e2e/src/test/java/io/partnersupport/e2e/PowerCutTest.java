package io.partnersupport.e2e;

import static io.partnersupport.e2e.Client.FABRIKAM_ADMIN;
import static io.partnersupport.e2e.Client.OUTSIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.partnersupport.e2e.Wire.Contract;
import io.partnersupport.e2e.Wire.LinkRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job of Fabrikam, with something killed between any two steps. Nothing that was answered is lost. */
@ExtendWith(Stack.class)
class PowerCutTest {
    private static final String BENEFIT = "Microsoft Product Support";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AfterEach
    void leavesAWholeStackToTheNextTest() {
        Stack.heal();
    }

    @Test
    @DisplayName("Killing a service, Kafka or PostgreSQL between two steps loses nothing")
    void theMainJobSurvivesAKillBetweenAnyTwoSteps() {
        String benefit = MainJobTest.benefit(FABRIKAM_ADMIN, BENEFIT).benefitId();
        Stack.kill("kafka");
        FABRIKAM_ADMIN
                .post("/v1/technical-benefits/" + benefit + "/activation", null)
                .statusCode(202);
        Stack.kill("activation-service");
        Stack.heal();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                MainJobTest.benefit(FABRIKAM_ADMIN, BENEFIT).status())
                        .isEqualTo("ACTIVE"));
        Contract contract = MainJobTest.benefit(FABRIKAM_ADMIN, BENEFIT).contract();

        Stack.kill("contract-linking-service");
        Stack.kill("entitlement-service");
        Stack.heal();
        await().atMost(PATIENCE)
                .untilAsserted(() -> OUTSIDER.post(
                                "/v1/contract-links",
                                new LinkRequest(contract.accessId(), contract.contractId(), "ON_PREMISES"))
                        .statusCode(201));

        Stack.kill("postgres");
        Stack.heal();
        await().atMost(PATIENCE)
                .untilAsserted(() -> OUTSIDER.get("/v1/support-plans?productId=sql-server&version=2025")
                        .statusCode(200)
                        .body("available.find { it.benefitId == '" + benefit + "' }.remaining", equalTo(15)));

        Stack.kill("incident-service");
        Stack.kill("gateway");
        Stack.heal();
        Stack.forgetTokens();
        OUTSIDER.post("/v1/incidents", withPlan(benefit)).statusCode(201).body("remaining", equalTo(14));

        Stack.kill("keycloak");
        OUTSIDER.post("/v1/incidents", withPlan(benefit)).statusCode(201).body("remaining", equalTo(13));
        Stack.heal();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                MainJobTest.benefit(FABRIKAM_ADMIN, BENEFIT).remaining())
                        .isEqualTo(13));
    }

    private static Object withPlan(String planId) {
        var incident = new java.util.HashMap<>(Wire.sqlServerIncident("Under the contract of Fabrikam"));
        incident.put("planId", planId);
        return incident;
    }
}
