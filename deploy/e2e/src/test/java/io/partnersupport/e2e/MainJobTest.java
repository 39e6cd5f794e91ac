package io.partnersupport.e2e;

import static io.partnersupport.e2e.Client.ADVENTURE_ADMIN;
import static io.partnersupport.e2e.Client.CONTOSO_ADMIN;
import static io.partnersupport.e2e.Client.CONTOSO_USER;
import static io.partnersupport.e2e.Client.FABRIKAM_ADMIN;
import static io.partnersupport.e2e.Client.OUTSIDER;
import static io.partnersupport.e2e.Client.TAILSPIN_AGENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.partnersupport.e2e.Wire.Contract;
import io.partnersupport.e2e.Wire.LinkRequest;
import io.partnersupport.e2e.Wire.Linked;
import io.partnersupport.e2e.Wire.TechnicalBenefit;
import io.partnersupport.e2e.Wire.TechnicalBenefits;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The main job, step by step as people do it: an administrator of Contoso activates support benefits, somebody outside
 * of Contoso links the contract, opens an incident and sees the count go down.
 */
@ExtendWith(Stack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobTest {
    private static final String ON_PREMISES = "Microsoft Product Support";
    private static final String CLOUD = "Signature Cloud Support";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Contract contract;
    private static String incidentId;

    @Test
    @Order(1)
    @DisplayName("A-1, E-13: a user without the role sees the benefits, why not to activate them, and who can")
    void aUserWithoutTheRoleIsShownWhoCanActivate() {
        String benefit = benefit(CONTOSO_USER, ON_PREMISES).benefitId();

        CONTOSO_USER
                .get("/v1/technical-benefits")
                .statusCode(200)
                .body("items.find { it.name == '" + ON_PREMISES + "' }.canActivate", equalTo(false))
                .body(
                        "items.find { it.name == '" + ON_PREMISES + "' }.cannotActivateBecause.code",
                        hasItem("role-required"))
                .body("items.find { it.name == '" + ON_PREMISES + "' }.whoCanActivate", not(nullValue()));
        CONTOSO_USER
                .post("/v1/technical-benefits/" + benefit + "/activation", null)
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("role-required"))
                .body("nextStep", notNullValue());
    }

    @Test
    @Order(2)
    @DisplayName("E-6: an account associated only with CSP is refused in the known words")
    void anAccountOfCspOnlyIsRefused() {
        TAILSPIN_AGENT
                .get("/v1/technical-benefits")
                .statusCode(403)
                .body("code", equalTo("mpn-association-required"))
                .body("title", equalTo("You are not authorized for this action"));
    }

    @Test
    @Order(3)
    @DisplayName("E-15: a partner managed outside sees its benefits and cannot activate them here")
    void aPartnerManagedOutsideCannotActivateHere() {
        String benefit = benefit(ADVENTURE_ADMIN, ON_PREMISES).benefitId();
        ADVENTURE_ADMIN
                .post("/v1/technical-benefits/" + benefit + "/activation", null)
                .statusCode(409)
                .body("code", equalTo("managed-outside"));
    }

    @Test
    @Order(4)
    @DisplayName("A-2, A-3: both benefits are activated and share one Access ID and Contract ID")
    void anAdministratorActivatesBothBenefits() {
        activate(CONTOSO_ADMIN, ON_PREMISES);
        activate(CONTOSO_ADMIN, CLOUD);

        contract = benefit(CONTOSO_ADMIN, ON_PREMISES).contract();
        assertThat(contract.accessId()).matches("[0-9]{10}");
        assertThat(contract.contractId()).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}");
        assertThat(benefit(CONTOSO_ADMIN, CLOUD).contract()).isEqualTo(contract);
    }

    @Test
    @Order(5)
    @DisplayName("A-3: every user of the partner sees the IDs, another partner's reader finds nothing")
    void onlyThePartnersUsersSeeTheIds() {
        CONTOSO_USER
                .get("/v1/contracts/" + contract.id())
                .statusCode(200)
                .body("accessId", equalTo(contract.accessId()));
        FABRIKAM_ADMIN.get("/v1/contracts/" + contract.id()).statusCode(404).body("code", equalTo("not-found"));
        FABRIKAM_ADMIN
                .get("/v1/balances/" + benefit(CONTOSO_ADMIN, ON_PREMISES).benefitId())
                .statusCode(404);
    }

    @Test
    @Order(6)
    @DisplayName("L-2: malformed IDs name the field, a wrong pair says only that it does not match")
    void aWrongPairIsRefused() {
        OUTSIDER.post("/v1/contract-links", new LinkRequest("1234567890", contract.contractId(), "ON_PREMISES"))
                .statusCode(400)
                .body("code", equalTo("malformed-access-id"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> OUTSIDER.post(
                                "/v1/contract-links",
                                new LinkRequest(contract.accessId(), "0000-0000-0000", "ON_PREMISES"))
                        .statusCode(422)
                        .body("code", equalTo("access-id-contract-id-mismatch")));
    }

    @Test
    @Order(7)
    @DisplayName("L-1, L-2: an account outside the partner links once; linking again is no error")
    void anotherAccountLinksTheContract() {
        LinkRequest typed = new LinkRequest(
                contract.accessId(), contract.contractId().replace("-", "").toLowerCase(), "ON_PREMISES");
        Linked first = OUTSIDER.post("/v1/contract-links", typed)
                .statusCode(201)
                .extract()
                .as(Linked.class);
        assertThat(first.outcome()).isEqualTo("linked");
        assertThat(first.plans())
                .extracting(plan -> plan.name(), plan -> plan.remaining(), plan -> plan.unlimited())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(ON_PREMISES, 20, false),
                        org.assertj.core.groups.Tuple.tuple(CLOUD, null, true));

        Linked again = OUTSIDER.post(
                        "/v1/contract-links", new LinkRequest(contract.accessId(), contract.contractId(), "CLOUD"))
                .statusCode(200)
                .extract()
                .as(Linked.class);
        assertThat(again.outcome()).isEqualTo("already-linked");
        assertThat(again.link()).isEqualTo(first.link());
    }

    @Test
    @Order(8)
    @DisplayName("I-1: what is left is seen without a fake request")
    void theLinkedAccountSeesItsPlans() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> OUTSIDER.get("/v1/support-plans?productId=sql-server&version=2025")
                        .statusCode(200)
                        .body("available.name", contains(ON_PREMISES))
                        .body("available[0].remaining", equalTo(20))
                        .body("unavailable.name", contains(CLOUD))
                        .body("unavailable[0].reasons.code", contains("cloud-product-only")));
    }

    @Test
    @Order(9)
    @DisplayName("I-2: an incident spends one unit, and its retry none")
    void anIncidentSpendsOneUnit() {
        String key = UUID.randomUUID().toString();
        String first = OUTSIDER.post("/v1/incidents", Wire.sqlServerIncident("Failover does not happen"), key)
                .statusCode(201)
                .body("unitsSpent", equalTo(1))
                .body("remaining", equalTo(19))
                .extract()
                .asString();
        String retried = OUTSIDER.post("/v1/incidents", Wire.sqlServerIncident("Failover does not happen"), key)
                .statusCode(201)
                .extract()
                .asString();
        assertThat(retried).isEqualTo(first);
        incidentId = io.restassured.path.json.JsonPath.from(first).getString("id");
    }

    @Test
    @Order(10)
    @DisplayName("I-3: the partner sees the count go down, and the ledger says why")
    void thePartnerSeesTheCountGoDown() {
        String benefit = benefit(CONTOSO_ADMIN, ON_PREMISES).benefitId();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(benefit(CONTOSO_ADMIN, ON_PREMISES).remaining())
                                .isEqualTo(19));
        CONTOSO_ADMIN
                .get("/v1/balances/" + benefit + "/ledger")
                .statusCode(200)
                .body("items.kind", contains("SPENT", "GRANTED"))
                .body("items.units", contains(1, 20));
    }

    @Test
    @Order(11)
    @DisplayName("After every process was killed and started again, the numbers agree")
    void theNumbersAgreeAfterARestartOfEverything() {
        Stack.processes().forEach(Stack::kill);
        Stack.heal();

        OUTSIDER.get("/v1/incidents/" + incidentId).statusCode(200).body("status", equalTo("OPEN"));
        OUTSIDER.get("/v1/support-plans?productId=sql-server&version=2025")
                .statusCode(200)
                .body("available[0].remaining", equalTo(19));
        OUTSIDER.post("/v1/incidents", Wire.sqlServerIncident("And once more"))
                .statusCode(201)
                .body("remaining", equalTo(18));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(benefit(CONTOSO_ADMIN, ON_PREMISES).remaining())
                                .isEqualTo(18));
        assertThat(benefit(CONTOSO_ADMIN, ON_PREMISES).contract()).isEqualTo(contract);
    }

    @Test
    @Order(12)
    @DisplayName("Access ID and Contract ID are in no log file and in no topic")
    void theIdsAreNowhereInLogsAndTopics() {
        assertThat(DiskContents.containing(
                        contract.accessId(),
                        contract.contractId(),
                        contract.contractId().replace("-", "")))
                .isEmpty();
        assertThat(DiskContents.containing(contract.id()))
                .as("the search does find what is there")
                .isNotEmpty();
    }

    static TechnicalBenefit benefit(Client client, String name) {
        return client.get("/v1/technical-benefits")
                .statusCode(200)
                .extract()
                .as(TechnicalBenefits.class)
                .of(name);
    }

    private static void activate(Client admin, String name) {
        String benefit = benefit(admin, name).benefitId();
        admin.post("/v1/technical-benefits/" + benefit + "/activation", null)
                .statusCode(202)
                .header("Location", notNullValue());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(benefit(admin, name).status()).isEqualTo("ACTIVE"));
    }
}
