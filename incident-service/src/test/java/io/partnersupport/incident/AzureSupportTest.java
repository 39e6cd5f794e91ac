package io.partnersupport.incident;

import static io.partnersupport.kit.testing.Patience.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.incident.Neighbours.Contract;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Azure Support API: each operation, its refusals in Azure's form, and that there is only one truth behind it. */
@QuarkusTest
@WithBacking
class AzureSupportTest {
    private static final String OWN = "/providers/Microsoft.Support";
    private static final String SERVICES = OWN + "/services/";

    private final Contract contract = new Contract();
    private final UUID subscription = UUID.randomUUID();
    private final Person person = Person.of(contract.partnerId);
    private final Person agent = Person.of(contract.partnerId, Role.ADMIN_AGENT).with(Association.MPN, Association.CSP);
    private final Person engineer = Person.of(null, Role.SUPPORT_ENGINEER);
    private final String ofCustomer = "/subscriptions/" + subscription + OWN;

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
    @DisplayName("services are the products, billing and subscription management; classifications name the versions")
    void listsServicesAndClassifications() {
        azure(person)
                .get(OWN + "/services")
                .then()
                .statusCode(200)
                .body("value.name", hasItems("billing", "subscription-management", "azure", "sql-server"))
                .body("value.name", not(hasItem("backup"))) // its vendor supports it
                .body("value.find { it.name == 'sql-server' }.id", equalTo(SERVICES + "sql-server"))
                .body("value.find { it.name == 'sql-server' }.properties.displayName", equalTo("SQL Server"));
        azure(person)
                .get(SERVICES + "azure")
                .then()
                .statusCode(200)
                .body("type", equalTo("Microsoft.Support/services"));
        azure(person)
                .get(SERVICES + "sql-server/problemClassifications")
                .then()
                .statusCode(200)
                .body("value.name", hasItems("technical-2025", "technical-2019", "licensing"));
        azure(person)
                .get(SERVICES + "billing/problemClassifications/refund")
                .then()
                .statusCode(200)
                .body("id", equalTo(SERVICES + "billing/problemClassifications/refund"));
        error(azure(person).get(SERVICES + "nothing").then(), 404, "ResourceNotFound");
        azure(person).get(OWN + "/operations").then().statusCode(200).body("value", not(empty()));
    }

    @Test
    @DisplayName("I-2: a ticket is an incident: one unit of the named plan, seen under both APIs")
    void aTicketIsAnIncident() {
        linked(20);
        String name = name();
        ObjectNode body = onPremises();
        properties(body)
                .put("supportPlanId", OWN + "/supportPlans/" + contract.productSupport())
                .put("problemStartTime", "2026-06-01T08:00:00Z")
                .putObject("technicalTicketDetails")
                .put("resourceId", "/servers/one");
        ValidatableResponse created = put(person, OWN, name, body)
                .statusCode(202)
                .header("Azure-AsyncOperation", containsString(OWN + "/operationsStatus/"))
                .header("Location", containsString(OWN + "/operationResults/"))
                .header("Retry-After", notNullValue())
                .header("x-ms-request-id", matchesPattern("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .header("x-ms-correlation-request-id", notNullValue())
                .body("id", equalTo(OWN + "/supportTickets/" + name))
                .body("properties.status", equalTo("Open"))
                .body("properties.severity", equalTo("moderate"))
                .body("properties.description", equalTo("The availability group does not fail over."))
                .body("properties.contactDetails.preferredTimeZone", equalTo("Central European Standard Time"))
                .body("properties.contactDetails.country", equalTo("POL"))
                .body("properties.serviceLevelAgreement.slaMinutes", equalTo(240))
                .body("properties.serviceDisplayName", equalTo("SQL Server"))
                .body(
                        "properties.supportPlanId",
                        endsWith(contract.productSupport().toString()))
                .body("properties.createdDate", startsWith("2026-06-01T12:00:00"));
        String operation = created.extract().header("Azure-AsyncOperation");
        person.request().get(operation).then().statusCode(200).body("status", equalTo("Succeeded"));
        person.request()
                .get(created.extract().header("Location"))
                .then()
                .statusCode(200)
                .body("name", equalTo(name));
        error(Person.outsider().request().get(operation).then(), 404, "ResourceNotFound");
        assertThat(spent()).isEqualTo(1);

        String id = incidents(person).extract().path("items[0].id");
        person.request()
                .get("/v1/incidents/" + id)
                .then()
                .body("severity", equalTo("B"))
                .body("contact.timeZone", equalTo("Europe/Warsaw"))
                .body("contact.country", equalTo("PL"))
                .body("contact.name", equalTo("Zofia Lis"))
                .body("description", containsString("Resource: /servers/one"))
                .body("version", equalTo("2025"));
        String number = incidents(person).extract().path("items[0].number");
        azure(person).get(OWN + "/supportTickets/" + number).then().body("name", equalTo(name)); // its other name
    }

    @Test
    @DisplayName("I-2: 32 simultaneous creations of one name are one incident and one unit")
    void createsOnceHoweverMany() throws Exception {
        linked(20);
        String name = name();
        String body = onPremises().toString();
        ExecutorService threads = Executors.newFixedThreadPool(32);
        List<Integer> statuses = new ArrayList<>();
        try {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                calls.add(threads.submit(() -> azure(person)
                        .body(body)
                        .put(OWN + "/supportTickets/" + name)
                        .statusCode()));
            }
            for (Future<Integer> call : calls) {
                statuses.add(call.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(statuses).containsOnly(200, 202).containsOnlyOnce(202);
        assertThat(spent()).isEqualTo(1);
        ObjectNode other = onPremises();
        properties(other).put("title", "Something else");
        error(put(person, OWN, name.toUpperCase(java.util.Locale.ROOT), other), 409, "Conflict")
                .body("error.innererror.code", equalTo("name-already-used"));
    }

    @Test
    @DisplayName("E-10, I-11: a refusal has all reasons as details, and leaves the name free")
    void refusesWithAllReasons() {
        linked(1);
        String name = name();
        ObjectNode body = onPremises();
        properties(body)
                .put("problemClassificationId", SERVICES + "sql-server/problemClassifications/technical-2017")
                .put("severity", "critical");
        error(put(person, OWN, name, body), 422, "SeverityANeedsReachableContact")
                .header("x-ms-error-code", "SeverityANeedsReachableContact")
                .body("error.details.code", hasItems("SeverityANeedsReachableContact", "VersionNotCovered"))
                .body("error.target", equalTo("properties.contactDetails"))
                .body("error.innererror.type", equalTo("/problems/severity-a-needs-reachable-contact"));
        put(person, OWN, name, onPremises()).statusCode(202);
        error(put(person, OWN, name(), onPremises()), 409, "IncidentsExhausted").body("error.details", hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({
        "minimal, false, C, minimal",
        "Moderate, , B, moderate",
        "critical, true, A, critical",
        "highestcriticalimpact, , A, highestcriticalimpact"
    })
    @DisplayName("I-11: minimal, moderate, critical and highestcriticalimpact are C, B, A and A")
    void mapsSeverities(String azures, Boolean aroundTheClock, String ours, String shown) {
        linked(20);
        ObjectNode body = onPremises();
        properties(body).put("severity", azures).put("require24X7Response", aroundTheClock);
        ((ObjectNode) properties(body).get("contactDetails")).put("phoneNumber", "+48 22 555 01 00");
        put(person, OWN, name(), body)
                .statusCode(202)
                .body("properties.severity", equalTo(shown))
                .body("properties.require24X7Response", equalTo(ours.equals("A")));
        incidents(person).body("items[0].severity", equalTo(ours));
    }

    @Test
    @DisplayName("I-9: a subscription is its customer's: the CSP plan, and nobody else's tickets")
    void filesForTheCustomerWithTheSubscription() {
        UUID customer = customer();
        String name = name();
        put(agent, ofCustomer, name, azureProblem())
                .statusCode(202)
                .body("id", equalTo(ofCustomer + "/supportTickets/" + name))
                .body("properties.supportPlanType", equalTo("CLOUD_SOLUTION_PROVIDER"));
        incidents(agent).body("items[0].customerId", equalTo(customer.toString()));
        put(agent, ofCustomer, name, azureProblem()).statusCode(200).body("name", equalTo(name));
        azure(agent).get(ofCustomer + "/supportTickets").then().body("value.name", equalTo(List.of(name)));
        azure(agent).get(OWN + "/supportTickets").then().body("value.name", not(hasItem(name)));
        error(azure(agent).get(OWN + "/supportTickets/" + name).then(), 404, "ResourceNotFound");
        error(azure(Person.of("1")).get(ofCustomer + "/supportTickets").then(), 404, "SubscriptionNotFound")
                .body("error.message", containsString(subscription.toString()));
        error(put(person, ofCustomer, name(), azureProblem()), 403, "CspAssociationRequired")
                .body("error.details.code", hasItem("AdminAgentRequired"));
        ObjectNode ofTheirs = azureProblem();
        ((ObjectNode) properties(ofTheirs).get("contactDetails"))
                .put("primaryEmailAddress", "bob@alpineskihouse.example");
        error(put(agent, ofCustomer, name(), ofTheirs), 422, "CustomerContactNotAllowed")
                .body("error.target", equalTo("properties.contactDetails.primaryEmailAddress"));
    }

    @Test
    @DisplayName("I-4, I-11: a change of severity, contact and status; closing before the first response gives back")
    void changesTickets() {
        linked(20);
        String name = name();
        put(person, OWN, name, onPremises()).statusCode(202);
        patch(name, "{\"severity\":\"highestcriticalimpact\"}").statusCode(422);
        patch(
                        name,
                        "{\"severity\":\"highestcriticalimpact\",\"contactDetails\":{\"firstName\":\"Ada\","
                                + "\"phoneNumber\":\"+48 22 555 01 00\",\"preferredTimeZone\":\"UTC\"}}")
                .statusCode(200)
                .body("properties.severity", equalTo("highestcriticalimpact"))
                .body("properties.require24X7Response", equalTo(true))
                .body("properties.serviceLevelAgreement.slaMinutes", equalTo(120))
                .body("properties.contactDetails.firstName", equalTo("Ada"))
                .body("properties.contactDetails.lastName", equalTo("Lis"))
                .body("properties.contactDetails.preferredTimeZone", equalTo("UTC"));
        incidents(person).body("items[0].severity", equalTo("A"));
        error(patch(name, "{\"contactDetails\":{\"country\":\"XXX\"}}"), 400, "BadRequest")
                .body("error.target", equalTo("properties.contactDetails.country"));
        patch(name, "{\"status\":\"closed\"}").statusCode(200).body("properties.status", equalTo("Closed"));
        patch(name, "{\"status\":\"closed\"}").statusCode(200);
        balance().body("refunded", equalTo(1));
        error(patch(name, "{\"severity\":\"minimal\"}"), 409, "IncidentCancelled");
    }

    @Test
    @DisplayName("I-12: closing after the first response resolves, and open reopens")
    void closesAndReopens() {
        linked(20);
        String name = name();
        put(person, OWN, name, onPremises()).statusCode(202);
        String id = incidents(person).extract().path("items[0].id");
        engineer.requestWithKey()
                .body("{\"text\":\"Is there a log?\",\"waitsForCustomer\":true}")
                .post("/v1/incidents/" + id + "/communications")
                .then()
                .statusCode(201);
        patch(name, "{\"status\":\"closed\"}").statusCode(200);
        person.request()
                .get("/v1/incidents/" + id)
                .then()
                .body("status", equalTo("CLOSED"))
                .body("resolution", equalTo("RESOLVED"));
        patch(name, "{\"status\":\"open\"}").statusCode(200).body("properties.status", equalTo("Open"));
    }

    @Test
    @DisplayName("I-13: lists by status, date and service, page after page, with what was opened elsewhere")
    void listsTickets() {
        linked(20);
        List<String> names = List.of(name(), name(), name());
        for (String name : names) {
            put(person, OWN, name, onPremises()).statusCode(202);
            clock.advance(Duration.ofMinutes(1));
        }
        patch(names.get(2), "{\"status\":\"closed\"}").statusCode(200);
        assertThat(namesOf("status eq 'open'")).containsExactly(names.get(1), names.get(0));
        assertThat(namesOf("Status eq 'Closed'")).containsExactly(names.get(2));
        assertThat(namesOf("status eq 'updating'")).isEmpty();
        assertThat(namesOf("createdDate ge 2026-06-01T12:01:00Z and status eq 'open'"))
                .containsExactly(names.get(1));
        assertThat(namesOf("createdDate lt 2026-06-01T12:01:00Z")).containsExactly(names.get(0));
        assertThat(namesOf("serviceId eq 'sql-server'")).hasSize(3);
        assertThat(namesOf("serviceId eq '" + SERVICES + "azure'")).isEmpty();
        assertThat(namesOf("problemClassificationId eq '" + SERVICES
                        + "sql-server/problemClassifications/technical-2025'"))
                .hasSize(3);
        error(
                        azure(person)
                                .queryParam("$filter", "severity eq 'A'")
                                .get(OWN + "/supportTickets")
                                .then(),
                        400,
                        "BadRequest")
                .body("error.target", equalTo("$filter"));

        List<String> seen = new ArrayList<>();
        ValidatableResponse page = azure(person)
                .header("Referer", "https://support.example:8443/somewhere")
                .queryParam("$top", 2)
                .get(OWN + "/supportTickets")
                .then()
                .statusCode(200)
                .body("nextLink", startsWith("https://support.example:8443" + OWN + "/supportTickets?"));
        seen.addAll(page.extract().path("value.name"));
        String next = page.extract().<String>path("nextLink").replace("https://support.example:8443", "");
        page = person.request()
                .urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .body("nextLink", nullValue());
        seen.addAll(page.extract().path("value.name"));
        assertThat(seen).containsExactly(names.get(2), names.get(1), names.get(0));
        error(
                azure(person)
                        .queryParam("$skiptoken", "x")
                        .get(OWN + "/supportTickets")
                        .then(),
                400,
                "InvalidSkipToken");

        person.requestWithKey().body(natively()).post("/v1/incidents").then().statusCode(201);
        String number = incidents(person).extract().path("items[0].number");
        azure(person)
                .get(OWN + "/supportTickets")
                .then()
                .body("value[0].name", equalTo(number))
                .body("value[0].properties.contactDetails.country", equalTo("POL"))
                .body("value[0].properties.contactDetails.lastName", equalTo("Lis"));
    }

    @Test
    @DisplayName("I-12: both sides write; a name is written once; filters by type and date")
    void writesAndListsCommunications() {
        linked(20);
        String ticket = name();
        put(person, OWN, ticket, onPremises()).statusCode(202);
        String path = OWN + "/supportTickets/" + ticket + "/communications";
        String body =
                "{\"properties\":{\"subject\":\"The log\",\"body\":\"It says no.\",\"sender\":\"zofia.lis@contoso.example\"}}";
        String operation = azure(person)
                .body(body)
                .put(path + "/first")
                .then()
                .statusCode(202)
                .body("properties.communicationDirection", equalTo("inbound"))
                .body("properties.subject", equalTo("The log"))
                .body("properties.body", equalTo("It says no."))
                .extract()
                .header("Azure-AsyncOperation");
        person.request().get(operation).then().statusCode(200).body("status", equalTo("Succeeded"));
        azure(person).body(body).put(path + "/first").then().statusCode(200);
        error(azure(person).body(body.replace("no", "yes")).put(path + "/First").then(), 409, "Conflict");
        String id = incidents(person).extract().path("items[0].id");
        clock.advance(Duration.ofMinutes(5));
        engineer.requestWithKey()
                .body("{\"text\":\"Thank you.\\nWe look at it.\"}")
                .post("/v1/incidents/" + id + "/communications")
                .then()
                .statusCode(201);
        azure(person)
                .get(path)
                .then()
                .statusCode(200)
                .body("value", hasSize(2))
                .body("value[1].properties.communicationDirection", equalTo("outbound"))
                .body("value[1].properties.subject", equalTo("Thank you."));
        azure(person).get(path + "/FIRST").then().statusCode(200).body("name", equalTo("first"));
        azure(person)
                .queryParam("$filter", "communicationType eq 'web' and createdDate gt 2026-06-01T12:01:00Z")
                .get(path)
                .then()
                .body("value", hasSize(1));
        azure(person)
                .queryParam("$filter", "communicationType eq 'phone'")
                .get(path)
                .then()
                .body("value", empty());
        azure(person)
                .queryParam("$top", 1)
                .get(path)
                .then()
                .body("value", hasSize(1))
                .body("nextLink", containsString("skiptoken"));
        person.request()
                .get("/v1/incidents/" + id + "/communications")
                .then()
                .body("items[0].text", equalTo("The log\n\nIt says no."));
        azure(person)
                .get(OWN + "/supportTickets/" + ticket + "/chatTranscripts")
                .then()
                .statusCode(200)
                .body("value", empty());
        error(
                azure(person)
                        .get(OWN + "/supportTickets/" + ticket + "/chatTranscripts/one")
                        .then(),
                404,
                "ResourceNotFound");
        check(OWN + "/supportTickets/" + ticket, "first", "Microsoft.Support/communications")
                .body("nameAvailable", equalTo(false));
        check(OWN + "/supportTickets/" + ticket, "second", "Microsoft.Support/communications")
                .body("nameAvailable", equalTo(true));
    }

    @Test
    @DisplayName("names: free, taken, or none")
    void checksNames() {
        linked(20);
        String ticket = name();
        put(person, OWN, ticket, onPremises()).statusCode(202);
        check(OWN, ticket, "Microsoft.Support/supportTickets")
                .body("nameAvailable", equalTo(false))
                .body("reason", equalTo("AlreadyExists"));
        check(OWN, name(), "Microsoft.Support/supportTickets").body("nameAvailable", equalTo(true));
        check(OWN, "a b", "Microsoft.Support/supportTickets").body("reason", equalTo("Invalid"));
        check(OWN, "2606010000001", "Microsoft.Support/supportTickets").body("reason", equalTo("Invalid"));
        check(OWN, name(), "Microsoft.Support/fileWorkspaces").body("nameAvailable", equalTo(true));
        error(
                azure(person)
                        .body("{\"name\":\"x\",\"type\":\"Microsoft.Support/other\"}")
                        .post(OWN + "/checkNameAvailability")
                        .then(),
                400,
                "BadRequest");
        error(put(person, OWN, "2606010000001", onPremises()), 400, "BadRequest")
                .body("error.target", equalTo("supportTicketName"));
    }

    @Test
    @DisplayName("I-12: files come in chunks to a workspace and become attachments of the ticket that names it")
    void attachesFilesOfAWorkspace() {
        linked(20);
        String workspace = name();
        String path = OWN + "/fileWorkspaces/" + workspace;
        azure(person)
                .put(path)
                .then()
                .statusCode(201)
                .body("properties.expirationTime", equalTo("2026-06-02T12:00:00Z"));
        azure(person).put(path).then().statusCode(201);
        azure(person).get(path).then().statusCode(200).body("type", equalTo("Microsoft.Support/fileWorkspaces"));
        error(azure(Person.of(contract.partnerId)).get(path).then(), 404, "ResourceNotFound");
        announce(path + "/files/error.log", 2_000_000, 3_000_000, 2).statusCode(201);
        announce(path + "/files/error.log", 2_000_000, 3_000_000, 2).statusCode(201);
        error(announce(path + "/files/error.log", 3_000_000 - 1, 3_000_000, 2), 400, "BadRequest");
        error(announce(path + "/files/big.log", 2_000_000, 6_000_000, 3), 400, "BadRequest");
        error(upload(path + "/files/error.log", 1, 5), 400, "BadRequest").body("error.target", equalTo("content"));
        upload(path + "/files/error.log", 1, 1_000_000).statusCode(204);

        ObjectNode body = onPremises();
        properties(body).put("fileWorkspaceName", workspace);
        String ticket = name();
        error(put(person, OWN, ticket, body), 409, "FileIncomplete");
        balanceIsUntouched();
        upload(path + "/files/error.log", 0, 2_000_000).statusCode(204);
        azure(person)
                .get(path + "/files")
                .then()
                .statusCode(200)
                .body("value.name", equalTo(List.of("error.log")))
                .body("value[0].properties.fileSize", equalTo(3_000_000));
        put(person, OWN, ticket, body).statusCode(202).body("properties.fileWorkspaceName", equalTo(workspace));
        put(person, OWN, ticket, body).statusCode(200);
        error(put(person, OWN, name(), body), 409, "Conflict");
        attachments().body("items", hasSize(1)).body("items[0].size", equalTo(3_000_000));

        announce(path + "/files/later.txt", 10, 10, 1).statusCode(201);
        upload(path + "/files/later.txt", 0, 10).statusCode(204);
        attachments().body("items.name", hasItems("error.log", "later.txt"));
        azure(person).get(path + "/files/later.txt").then().statusCode(200).body("name", equalTo("later.txt"));
        announce(path + "/files/program.exe", 10, 10, 1).statusCode(201);
        error(upload(path + "/files/program.exe", 0, 10), 422, "AttachmentTypeNotAllowed");
    }

    @Test
    @DisplayName("a workspace that no ticket names is forgotten after a day")
    void forgetsWorkspaces() {
        String path = OWN + "/fileWorkspaces/" + name();
        azure(person).put(path).then().statusCode(201);
        clock.advance(Duration.ofDays(1));
        azure(person).get(path).then().statusCode(404);
    }

    @Test
    @DisplayName("refusals of every kind have Azure's form")
    void refusesInAzuresForm() {
        error(RestAssured.given().get(OWN + "/services?api-version=2024-04-01").then(), 401, "AuthenticationFailed");
        error(person.request().get(OWN + "/services").then(), 400, "InvalidApiVersionParameter");
        error(person.request().get(OWN + "/services?api-version=2020-04-01").then(), 400, "InvalidApiVersionParameter");
        error(azure(person).get(OWN + "/nothing").then(), 404, "ResourceNotFound");
        error(azure(person).delete(OWN + "/services").then(), 405, "MethodNotAllowed");
        error(azure(person).body("{").put(OWN + "/supportTickets/x").then(), 400, "BadRequest");
        error(
                        azure(person)
                                .body("{\"properties\":{}}")
                                .put(OWN + "/supportTickets/x")
                                .then(),
                        400,
                        "BadRequest")
                .body("error.details.size()", greaterThan(3));
        error(
                azure(person)
                        .contentType("text/plain")
                        .body("x")
                        .put(OWN + "/supportTickets/x")
                        .then(),
                415,
                "UnsupportedMediaType");
        error(
                azure(person)
                        .body("{\"properties\":\"" + "x".repeat(1_100_000) + "\"}")
                        .put(OWN + "/supportTickets/x")
                        .then(),
                413,
                "RequestEntityTooLarge");
        error(
                azure(person)
                        .body("x".repeat(7_000_000))
                        .put(OWN + "/supportTickets/x")
                        .then(),
                413,
                "RequestEntityTooLarge");
        ObjectNode quota = azureProblem();
        properties(quota).putObject("quotaTicketDetails").put("quotaChangeRequestVersion", "1.0");
        error(put(person, OWN, name(), quota), 409, "QuotaNotOffered");
        ObjectNode unknown = azureProblem();
        properties(unknown).put("problemClassificationId", SERVICES + "azure/problemClassifications/none");
        error(put(person, OWN, name(), unknown), 422, "UnknownProblemClassification");
        ObjectNode zone = azureProblem();
        ((ObjectNode) properties(zone).get("contactDetails")).put("preferredTimeZone", "Noon Time");
        error(put(person, OWN, name(), zone), 400, "BadRequest")
                .body("error.target", equalTo("properties.contactDetails.preferredTimeZone"));
        ObjectNode unknownPlan = azureProblem();
        properties(unknownPlan).put("supportPlanId", "U291cmNlOlNDTQ==");
        error(put(person, OWN, name(), unknownPlan), 422, "UnknownPlan")
                .body("error.target", equalTo("properties.supportPlanId"));
    }

    private void linked(long units) {
        contract.granting(units).send().link(person);
        await().untilAsserted(() -> person.request()
                .get("/v1/support-plans?productId=sql-server&version=2025")
                .then()
                .body("available.planId", hasItem(contract.productSupport().toString())));
    }

    private UUID customer() {
        Neighbours.partner(contract.partnerId, "DIRECT", "PARTNER_CENTER", UUID.randomUUID());
        UUID customer = Neighbours.customer(contract.partnerId, state -> {
            state.put("delegatedAdministration", false).putNull("indirectProvider");
            state.putArray("azureSubscriptions").add(subscription.toString());
        });
        await().untilAsserted(() ->
                azure(agent).get(ofCustomer + "/supportTickets").then().statusCode(200));
        await().untilAsserted(() -> agent.request()
                .get("/v1/support-plans?customerId=" + customer)
                .then()
                .body("available.planType", hasItem("CLOUD_SOLUTION_PROVIDER")));
        return customer;
    }

    private static RequestSpecification azure(Person caller) {
        return caller.request().queryParam("api-version", "2024-04-01").contentType("application/json");
    }

    private static ValidatableResponse put(Person caller, String scope, String name, ObjectNode body) {
        return azure(caller)
                .body(body.toString())
                .put(scope + "/supportTickets/" + name)
                .then()
                .log()
                .ifError();
    }

    private ValidatableResponse patch(String name, String body) {
        return azure(person).body(body).patch(OWN + "/supportTickets/" + name).then();
    }

    private ValidatableResponse check(String path, String name, String type) {
        return azure(person)
                .body("{\"name\":\"%s\",\"type\":\"%s\"}".formatted(name, type))
                .post(path + "/checkNameAvailability")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse announce(String path, int chunk, int size, int chunks) {
        return azure(person)
                .body("{\"properties\":{\"chunkSize\":%d,\"fileSize\":%d,\"numberOfChunks\":%d}}"
                        .formatted(chunk, size, chunks))
                .put(path)
                .then();
    }

    private ValidatableResponse upload(String path, int index, int length) {
        String content = Base64.getEncoder().encodeToString("a".repeat(length).getBytes(US_ASCII));
        return azure(person)
                .body("{\"content\":\"%s\",\"chunkIndex\":%d}".formatted(content, index))
                .post(path + "/upload")
                .then();
    }

    private List<String> namesOf(String filter) {
        return azure(person)
                .queryParam("$filter", filter)
                .get(OWN + "/supportTickets")
                .then()
                .statusCode(200)
                .extract()
                .path("value.name");
    }

    private static ValidatableResponse error(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/json")
                .header("x-ms-error-code", code)
                .header("x-ms-request-id", notNullValue())
                .body("error.code", equalTo(code))
                .body("error.message", not(empty()))
                .body("error.details", not(empty()))
                .body("error.innererror.type", startsWith("/problems/"));
    }

    private static ValidatableResponse incidents(Person caller) {
        return caller.request().get("/v1/incidents").then().statusCode(200);
    }

    private ValidatableResponse attachments() {
        String id = incidents(person).extract().path("items[0].id");
        return person.request()
                .get("/v1/incidents/" + id + "/attachments")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse balance() {
        return person.request()
                .get("/v1/balances/" + contract.productSupport())
                .then()
                .statusCode(200);
    }

    private void balanceIsUntouched() {
        incidents(person).body("items", empty());
    }

    private int spent() {
        return balance().extract().path("spent");
    }

    private static String name() {
        return "ticket-" + UUID.randomUUID();
    }

    private static ObjectNode properties(ObjectNode body) {
        return (ObjectNode) body.get("properties");
    }

    private static ObjectNode onPremises() {
        return ticket(SERVICES + "sql-server", "/problemClassifications/technical-2025");
    }

    private static ObjectNode azureProblem() {
        return ticket(SERVICES + "azure", "/problemClassifications/technical");
    }

    private static ObjectNode ticket(String service, String classification) {
        return (ObjectNode) Neighbours.json("""
                {"properties": {
                  "serviceId": "%s", "problemClassificationId": "%s", "title": "No failover",
                  "description": "The availability group does not fail over.", "severity": "moderate",
                  "advancedDiagnosticConsent": "Yes", "enrollmentId": null, "somethingNewer": {"x": 1},
                  "contactDetails": {
                    "firstName": "Zofia", "lastName": "Lis", "preferredContactMethod": "email",
                    "primaryEmailAddress": "zofia.lis@contoso.example", "preferredTimeZone": "Central European Standard Time",
                    "country": "POL", "preferredSupportLanguage": "en-us"}}}""".formatted(service, service + classification));
    }

    private static String natively() {
        return """
                {"kind": "BREAK_FIX", "productId": "sql-server", "version": "2025", "severity": "C", "title": "No failover",
                 "description": "It does not fail over.", "channel": "WEB", "contact": {
                   "name": "Zofia Lis", "email": "zofia.lis@contoso.example", "language": "en", "country": "PL",
                   "timeZone": "Europe/Warsaw", "reachableAroundTheClock": false}}""";
    }
}
