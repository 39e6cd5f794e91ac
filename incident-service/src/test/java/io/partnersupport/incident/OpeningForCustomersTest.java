package io.partnersupport.incident;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.incident.Neighbours.Contract;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.EventContract;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithBacking
class OpeningForCustomersTest {
    private static final String CSP_PLAN = "c5900000-0000-4000-8000-000000000000";

    private final String partnerId = Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 1);
    private final UUID tenant = UUID.randomUUID();
    private final Person agent = Person.ofCspOnly(partnerId, Role.ADMIN_AGENT);
    private final Person helpdesk = Person.ofCspOnly(partnerId, Role.HELPDESK_AGENT);

    @Inject
    MovableClock clock;

    @Inject
    ViewFreshness freshness;

    @BeforeEach
    void knowTheNeighbours() {
        clock.set(MovableClock.NOON);
        if (freshness.asOf().isEmpty()) {
            Neighbours.start(MovableClock.NOON);
            await().until(() -> !freshness.isBehind());
        }
    }

    @Test
    @DisplayName("I-9: an admin agent opens an Azure incident for a customer under the CSP plan; nothing is spent")
    void opensUnderTheCspPlan() {
        UUID customer = customer("DIRECT");
        String id = open(agent, incident("azure", customer), 201)
                .body("plan.planId", equalTo(CSP_PLAN))
                .body("plan.planType", equalTo("CLOUD_SOLUTION_PROVIDER"))
                .body("plan.name", equalTo("Cloud Solution Provider"))
                .body("unitsSpent", equalTo(0))
                .body("remaining", nullValue())
                .extract()
                .path("id");
        agent.request()
                .get("/v1/incidents/" + id)
                .then()
                .statusCode(200)
                .body("customer.customerId", equalTo(customer.toString()))
                .body("plan.planType", equalTo("CLOUD_SOLUTION_PROVIDER"))
                .body("problemClassification", equalTo("TECHNICAL"));
        String event = await().until(
                        () -> TestTopics.read("incident.incidents").stream()
                                .filter(each -> each.key().equals(id))
                                .map(each -> each.value())
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
        new EventContract("incident-service", "incident").assertDescribes(event);
        JsonNode state = Neighbours.json(event);
        assertThat(state.get("customerId").asText()).isEqualTo(customer.toString());
        assertThat(state.get("partnerId").asText()).isEqualTo(partnerId);
        assertThat(state.get("accountPartner").asText()).isEqualTo(partnerId);
        assertThat(state.get("planType").asText()).isEqualTo("CLOUD_SOLUTION_PROVIDER");
        assertThat(state.get("benefitId").isNull()).isTrue();
        assertThat(event).doesNotContain("alpineskihouse", "Ada", "Queries hang");
    }

    @Test
    @DisplayName("I-9: opening for a customer takes at most six SQL round trips, too")
    void opensWithinSixStatements() {
        UUID customer = customer("DIRECT");
        assertThat(StatementCount.of(() -> open(agent, incident("azure", customer), 201)))
                .hasSizeBetween(1, 6);
    }

    @Test
    @DisplayName("I-9: all reasons at once, in the answer of opening and of a check")
    void refusesWithAllReasons() {
        UUID customer = customer(
                "INDIRECT_RESELLER",
                state -> state.put("azureAccessGranted", false).put("delegatedAdministration", false));
        ObjectNode body = incident("azure", customer).put("channel", "PHONE");
        ((ObjectNode) body.get("contact")).put("email", "bob@alpineskihouse.example");
        String[] reasons = {
            "helpdesk-agent-cannot-file-azure",
            "azure-access-not-granted",
            "customer-domain-required",
            "azure-subscription-required",
            "customer-contact-not-allowed",
            "phone-not-offered"
        };
        open(helpdesk, body, 403)
                .body("code", equalTo("helpdesk-agent-cannot-file-azure"))
                .body("nextStep", containsString("support-group"))
                .body("reasons.code", contains(reasons))
                .body("errors.field", hasItem("contact.email"));
        check(helpdesk, body).body("decision", equalTo("refused")).body("reasons.code", contains(reasons));
    }

    @Test
    @DisplayName("I-9: without delegated administration, domain and managed subscription open it")
    void opensWithoutDelegatedAdministration() {
        UUID customer = customer("DIRECT", state -> state.put("delegatedAdministration", false));
        ObjectNode body = incident("azure", customer);
        ((ObjectNode) body.get("customer"))
                .put("domain", "AlpineSkiHouse.example")
                .put("azureSubscription", "49600050-0000-4000-a000-000000000001");
        open(agent, body, 201);
        open(agent, incident("microsoft-365", customer), 409)
                .body("code", equalTo("delegated-administration-required"));
    }

    @Test
    @DisplayName("I-9: unknown customers and those of others are not found, also in checks and plans")
    void hidesOthersCustomers() {
        UUID customer = customer("DIRECT");
        Person stranger = Person.ofCspOnly("1", Role.ADMIN_AGENT);
        for (Person caller : new Person[] {stranger, Person.outsider()}) {
            open(caller, incident("azure", customer), 404).body("code", equalTo("unknown-customer"));
            caller.request()
                    .contentType("application/json")
                    .body(incident("azure", customer).toString())
                    .post("/v1/incident-checks")
                    .then()
                    .statusCode(404);
            caller.request()
                    .get("/v1/support-plans?customerId=" + customer)
                    .then()
                    .statusCode(404);
            caller.request()
                    .get("/v1/customers/" + customer + "/support-group")
                    .then()
                    .statusCode(404);
        }
        open(agent, incident("azure", UUID.randomUUID()), 404);
    }

    @Test
    @DisplayName("I-9: the indirect provider files for the reseller's customer")
    void theProviderFiles() {
        String provider = partnerId + "7";
        Neighbours.partner(provider, "INDIRECT_PROVIDER", "PARTNER_CENTER", UUID.randomUUID());
        UUID customer = customer(
                "INDIRECT_RESELLER",
                state -> state.put("indirectProvider", provider).put("azureAccessGranted", false));
        open(agent, incident("azure", customer), 409).body("code", equalTo("azure-access-not-granted"));
        Person providersAgent = Person.ofCspOnly(provider, Role.ADMIN_AGENT);
        await().untilAsserted(
                        () -> check(providersAgent, incident("azure", customer)).body("decision", equalTo("accepted")));
        open(providersAgent, incident("azure", customer), 201);
    }

    @Test
    @DisplayName("ARCHITECTURE 4: while the view is behind, a customer that is not known may only be late")
    void doesNotGuessAboutCustomersWhileBehind() {
        UUID customer = customer("DIRECT");
        clock.advance(Duration.ofSeconds(6));
        open(agent, incident("azure", UUID.randomUUID()), 503).header("Retry-After", notNullValue());
        agent.request()
                .get("/v1/customers/" + UUID.randomUUID() + "/support-group")
                .then()
                .statusCode(503);
        open(agent, incident("azure", customer), 201);
    }

    @Test
    @DisplayName("I-9, E-14: Dynamics 365 needs ASfP; the partner's plans are listed with their dates, not counted")
    void dynamicsNeedsAnAgreement() {
        UUID customer = customer("DIRECT");
        open(agent, incident("dynamics-365", customer), 409).body("code", equalTo("asfp-required"));
        plans(agent, "?productId=dynamics-365&customerId=" + customer)
                .body("available", empty())
                .body("unavailable[0].planType", equalTo("CLOUD_SOLUTION_PROVIDER"))
                .body("unavailable[0].reasons.code", contains("asfp-required"));
        UUID asfp = Neighbours.plan(partnerId, "ASFP");
        await().untilAsserted(() -> plans(agent, "?productId=dynamics-365&customerId=" + customer)
                .body("available.planType", containsInAnyOrder("CLOUD_SOLUTION_PROVIDER", "ASFP")));
        plans(agent, "?productId=azure")
                .body("available.planId", contains(asfp.toString()))
                .body("available[0].startsAt", equalTo("2026-01-01T00:00:00Z"))
                .body("available[0].endsAt", equalTo("2027-01-01T00:00:00Z"))
                .body("available[0].unlimited", equalTo(true))
                .body("available[0].used", nullValue())
                .body("available[0].benefitId", nullValue())
                .body("unavailable[0].startsAt", nullValue())
                .body("unavailable.reasons.code.flatten()", contains("own-tenant-not-covered"));
        open(agent, incident("dynamics-365", customer), 201);
        open(agent, incident("azure", null), 201)
                .body("plan.planType", equalTo("ASFP"))
                .body("unitsSpent", equalTo(0));
        open(agent, incident("dynamics-365", customer).put("kind", "BILLING"), 409)
                .body("code", equalTo("belongs-to-dynamics-support"))
                .body("routedTo", equalTo("DYNAMICS_SUPPORT"));
    }

    @Test
    @DisplayName("I-1, E-14: Premier is unavailable until its contract is linked, and then a plan with a ledger")
    void premierIsUsedThroughItsContract() {
        Neighbours.partner(partnerId, "NONE", "PARTNER_CENTER", tenant);
        Person user = Person.of(partnerId);
        UUID premier = Neighbours.plan(partnerId, "PREMIER");
        await().untilAsserted(() -> plans(user, "")
                .body("unavailable.planId", contains(premier.toString()))
                .body("unavailable[0].reasons.code", contains("plan-not-linked")));
        Contract contract = new Contract().ofPremier(premier).send();
        contract.link(user);
        await().untilAsserted(() -> plans(user, "?productId=sql-server&version=2025")
                .body("available.planType", contains("PREMIER"))
                .body("available.benefitId", contains(premier.toString()))
                .body("unavailable", empty()));
        open(user, incident("azure", null), 201)
                .body("plan.planType", equalTo("PREMIER"))
                .body("unitsSpent", equalTo(1))
                .body("unlimited", equalTo(true));
    }

    @Test
    @DisplayName("I-9: the CSP plan never covers the own tenant; the remedy names valid plans")
    void theOwnTenantIsNotCovered() {
        UUID own = customer("DIRECT", state -> state.put("tenantId", tenant.toString()));
        open(agent, incident("azure", own), 409)
                .body("code", equalTo("own-tenant-not-covered"))
                .body("nextStep", containsString("Premier"));
        open(agent, incident("azure", null), 409).body("code", equalTo("own-tenant-not-covered"));
        open(agent, incident("azure", null).put("planId", CSP_PLAN), 409)
                .body("code", equalTo("own-tenant-not-covered"));
    }

    @Test
    @DisplayName(
            "I-9, E-11: marketplace products name the vendor as a member; Microsoft 365 and free kinds need no link")
    void marketplaceMicrosoft365AndFreeKinds() {
        UUID customer = customer("DIRECT");
        open(agent, incident("backup", customer), 409)
                .body("code", equalTo("marketplace-product"))
                .body("routedTo", equalTo("VENDOR"))
                .body("vendorSupport.email", equalTo("help@vendor.example"));
        check(agent, incident("backup", customer)).body("vendorSupport.page", equalTo("https://vendor.example"));
        open(agent, incident("microsoft-365", customer), 201).body("plan.planId", equalTo(CSP_PLAN));
        open(agent, incident("azure", customer).put("kind", "BILLING"), 201)
                .body("plan.chosenBecause", equalTo("KIND_IS_FREE"));
        open(agent, incident("azure", customer).put("problemClassification", "DEPLOYMENT"), 409)
                .body("code", equalTo("belongs-to-advisory-requests"))
                .body("routedTo", equalTo("ADVISORY_REQUESTS"));
    }

    // ---- the support group

    @Test
    @DisplayName("I-9: a helpdesk agent makes a support group, and its members file Azure requests")
    void membersOfTheSupportGroupFile() {
        UUID customer = customer("DIRECT");
        Person member = Person.of(partnerId).with(Association.MPN);
        open(member, incident("azure", customer), 403)
                .body("reasons.code", contains("csp-association-required", "admin-agent-required"));
        group(helpdesk, customer, "\"0\"", member.userId(), 200).header("ETag", equalTo("\"1\""));
        open(member, incident("azure", customer), 201);
        String ofAgent = open(agent, incident("azure", customer), 201).extract().path("id");
        member.request().get("/v1/incidents/" + ofAgent).then().statusCode(200);
        member.requestWithKey()
                .post("/v1/incidents/" + ofAgent + "/cancellation")
                .then()
                .statusCode(200)
                .body("status", equalTo("CANCELLED"));
        plans(member, "?productId=azure&customerId=" + customer)
                .body("available.planType", contains("CLOUD_SOLUTION_PROVIDER"));
        helpdesk.request()
                .get("/v1/customers/" + customer + "/support-group")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("members", contains(member.userId()));
        group(agent, customer, "\"1\"", helpdesk.userId(), 200).header("ETag", equalTo("\"2\""));
        open(member, incident("azure", customer), 403);
        member.request().get("/v1/incidents/" + ofAgent).then().statusCode(404);
        open(helpdesk, incident("azure", customer), 201);
    }

    @Test
    @DisplayName("I-9: who changes the contact keeps to the rule of the opening: never the customer's")
    void theContactStaysThePartners() {
        UUID customer = customer("DIRECT");
        String id = open(agent, incident("azure", customer), 201).extract().path("id");
        ObjectNode contact = (ObjectNode) incident("azure", customer).get("contact");
        change(agent, id, contact.put("email", "bob@alpineskihouse.example"), 422)
                .body("code", equalTo("customer-contact-not-allowed"));
        change(agent, id, contact.put("email", "grace@contoso.example"), 200)
                .body("contact.email", equalTo("grace@contoso.example"));
        String own = open(agent, incident("microsoft-365", null), 201).extract().path("id");
        change(agent, own, contact.put("email", "bob@alpineskihouse.example"), 200);
    }

    private static ValidatableResponse change(Person caller, String id, ObjectNode contact, int status) {
        return caller.request()
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body("{\"contact\":%s}".formatted(contact))
                .patch("/v1/incidents/" + id)
                .then()
                .statusCode(status);
    }

    @Test
    @DisplayName(
            "I-9: the group is changed from the state that was read, by helpdesk agents, admin agents and global admins")
    void theGroupIsChangedFromWhatWasRead() {
        UUID customer = customer("DIRECT");
        group(agent, customer, null, "a", 428);
        group(agent, customer, "*", "a", 400);
        group(agent, customer, "\"3\"", "a", 412);
        group(agent, customer, "\"0\"", "a", 200);
        group(agent, customer, "\"0\"", "b", 412);
        group(Person.of(partnerId, Role.GLOBAL_ADMIN), customer, "\"1\"", "c", 200);
        for (Person other : new Person[] {Person.of(partnerId), Person.of(partnerId, Role.USER_ADMIN)}) {
            group(other, customer, "\"2\"", "d", 403).body("code", equalTo("forbidden"));
            other.request()
                    .get("/v1/customers/" + customer + "/support-group")
                    .then()
                    .statusCode(403);
        }
        group(agent, customer, "\"2\"", "\\u0000", 400);
    }

    // ---- the response target

    @ParameterizedTest
    @CsvSource({
        "en, C, 2026-06-01T20:00:00Z, due on 2026-06-01 22:00 (Europe/Warsaw)",
        "pl, B, 2026-06-02T07:30:00Z, due on 2026-06-02 09:30 (Europe/Warsaw)",
        "pl, C, 2026-06-02T11:30:00Z, business hours of region PL"
    })
    @DisplayName("I-10: an incident says when the first response is due, and why then; a check says the same")
    void saysWhenTheResponseIsDue(String language, String severity, Instant dueAt, String says) {
        ObjectNode body = incident("microsoft-365", null).put("severity", severity);
        ((ObjectNode) body.get("contact")).put("language", language);
        check(agent, body)
                .body("responseTarget.dueAt", equalTo(dueAt.toString()))
                .body("responseTarget.explanation.text", hasItem(containsString(says)));
        String id = open(agent, body, 201)
                .body("responseTarget.dueAt", equalTo(dueAt.toString()))
                .body("responseTarget.explanation[0].code", equalTo("BREAK_FIX_HOURS"))
                .body("responseTarget.explanation[0].values.severity", equalTo(severity))
                .extract()
                .path("id");
        agent.request()
                .get("/v1/incidents/" + id)
                .then()
                .body("responseTarget.dueAt", equalTo(dueAt.toString()))
                .body("responseTarget.explanation.text", hasItem(containsString(says)));
    }

    // ---- helps

    private UUID customer(String partnerKind) {
        return customer(partnerKind, state -> {});
    }

    private UUID customer(String partnerKind, Consumer<ObjectNode> change) {
        Neighbours.partner(partnerId, partnerKind, "PARTNER_CENTER", tenant);
        UUID customer = Neighbours.customer(partnerId, change);
        await().untilAsserted(() -> {
            plans(agent, "?customerId=" + customer);
            plans(agent, "").body("unavailable.planType", hasItem("CLOUD_SOLUTION_PROVIDER"));
        });
        return customer;
    }

    private static ObjectNode incident(String productId, UUID customer) {
        ObjectNode body = (ObjectNode) Neighbours.json("""
                {"kind":"BREAK_FIX","severity":"C","title":"Queries hang","description":"Since Monday",
                "contact":{"name":"Ada","email":"ada@contoso.example","language":"en","country":"PL",
                "timeZone":"Europe/Warsaw","reachableAroundTheClock":false},"channel":"WEB",
                "problemClassification":"TECHNICAL"}""");
        body.put("productId", productId);
        if (customer != null) {
            body.putObject("customer").put("customerId", customer.toString());
        }
        return body;
    }

    private static ValidatableResponse open(Person caller, ObjectNode body, int status) {
        return caller.requestWithKey()
                .body(body.toString())
                .post("/v1/incidents")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(status);
    }

    private static ValidatableResponse check(Person caller, ObjectNode body) {
        return caller.request()
                .contentType("application/json")
                .body(body.toString())
                .post("/v1/incident-checks")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse plans(Person caller, String query) {
        return caller.request().get("/v1/support-plans" + query).then().statusCode(200);
    }

    private static ValidatableResponse group(Person caller, UUID customer, String ifMatch, String member, int status) {
        var request = caller.request().contentType("application/json").body("{\"members\":[\"%s\"]}".formatted(member));
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put("/v1/customers/" + customer + "/support-group")
                .then()
                .statusCode(status);
    }
}
