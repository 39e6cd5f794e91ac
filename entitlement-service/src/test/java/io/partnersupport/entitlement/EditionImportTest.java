package io.partnersupport.entitlement;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is imported here is effective for moments of 2022 only, so that other tests buy by mpn-2021. */
@QuarkusTest
@WithBacking
class EditionImportTest {
    private static final String YAML = "application/yaml";
    private static final String EDITIONS = "/v1/catalog/editions";

    @Inject
    AgroalDataSource database;

    private final Person operator = Person.operator();
    private final String code = "test-" + UUID.randomUUID();

    @Test
    @DisplayName("E-9: an operator imports an edition; it is listed, and read whole as JSON and as YAML")
    void importsAnEdition() {
        importing(document(1))
                .statusCode(201)
                .header("Location", endsWith(EDITIONS + "/" + code + "/revisions/1"))
                .body("code", equalTo(code))
                .body("revision", equalTo(1))
                .body("inForce", equalTo(false));

        operator.request()
                .get(EDITIONS + "/" + code)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("offers.code", contains("action-pack", "solutions-partner"))
                .body("policies.calendars[0].opensAt", equalTo("09:00"));
        String yaml = operator.request()
                .accept(YAML)
                .get(EDITIONS + "/" + code)
                .then()
                .statusCode(200)
                .contentType(YAML)
                .body(containsString("opensAt: \"09:00\""))
                .extract()
                .asString();
        importing(yaml).statusCode(200).body("revision", equalTo(1));
        operator.request()
                .get(EDITIONS + "?limit=200")
                .then()
                .body("items.find { it.code == 'mpn-2021' }.inForce", equalTo(true))
                .body("items.find { it.code == '" + code + "' }.inForce", equalTo(false))
                .body("items.find { it.code == 'mpn-2021' }.effectiveTo", nullValue());
        await().untilAsserted(() -> assertThat(TestTopics.read("entitlement.editions"))
                .anyMatch(event -> event.key().equals(code)));
    }

    @Test
    @DisplayName("E-9: importing a document again changes nothing, with the same key or another")
    void importingAgainChangesNothing() {
        importing(document(1)).statusCode(201);
        importing(document(1)).statusCode(200);
        importing(document(1)).statusCode(200);
        assertThat(eventsOf(code)).hasSizeLessThanOrEqualTo(1);
        operator.request().get(EDITIONS + "/" + code + "/revisions").then().body("items", hasSize(1));
    }

    @Test
    @DisplayName("E-9: a correction is the next revision; revisions stay as they were")
    void aCorrectionIsANewRevision() {
        importing(document(1)).statusCode(201);
        importing(document(1).replace("AI Cloud", "A.I. Cloud"))
                .statusCode(409)
                .body("code", equalTo("edition-revision-exists"));
        importing(document(3))
                .statusCode(409)
                .body("code", equalTo("edition-revision-not-next"))
                .body("detail", containsString("2"));
        importing(document(2).replace("AI Cloud", "A.I. Cloud")).statusCode(201);

        operator.request()
                .get(EDITIONS + "/" + code + "/revisions")
                .then()
                .body("items.revision", contains(2, 1))
                .body("items.name", contains("A.I. Cloud Partner Program 2023", "AI Cloud Partner Program 2023"));
        String cursor = operator.request()
                .get(EDITIONS + "/" + code + "/revisions?limit=1")
                .path("nextCursor");
        operator.request()
                .get(EDITIONS + "/" + code + "/revisions?limit=1&cursor=" + cursor)
                .then()
                .body("items.revision", contains(1))
                .body("nextCursor", nullValue());
        operator.request().get(EDITIONS + "/" + code).then().body("revision", equalTo(2));
        operator.request()
                .get(EDITIONS + "/" + code + "/revisions/1")
                .then()
                .body("name", equalTo("AI Cloud Partner Program 2023"));
        operator.request().get(EDITIONS + "/" + code + "/revisions/9").then().statusCode(404);
        operator.request().get(EDITIONS + "/none/revisions").then().statusCode(404);
        importing(document(1)).statusCode(200);
    }

    @Test
    @DisplayName("E-9: not even SQL changes what was imported")
    void revisionsAreNeverChanged() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql :
                    List.of("UPDATE edition SET name = 'x'", "DELETE FROM edition", "TRUNCATE edition CASCADE")) {
                Assertions.assertThatExceptionOfType(SQLException.class)
                        .as(sql)
                        .isThrownBy(() -> statement.execute(sql))
                        .withMessageContaining("never changed");
            }
        }
    }

    @Test
    @DisplayName("E-9: a bad document is refused with every fault and its path, and nothing changes")
    void listsEveryFault() {
        String bad = document(1)
                        .replaceFirst("timeZone: Europe/Warsaw", "timeZone: Europe/Atlantis")
                        .replaceFirst("closesAt: \"17:30\"", "closesAt: \"08:00\"")
                        .replaceFirst("membershipDays: 365", "membershipDays: -1")
                        .replaceFirst("offer: solutions-partner", "offer: platinum")
                        .replaceFirst("processing: AUTOMATIC", "processing: MAGIC")
                        .replaceFirst("code: security", "code: infrastructure")
                        .replaceFirst("2026-01-06", "2026-02-30")
                        .replaceFirst("needsCompetencyArea: false", "needsCompetencyArea: \"no\"")
                + "colour: red\n";

        importing(bad)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid-edition"))
                .body("detail", equalTo("The document has 9 faults. Nothing was imported."))
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "/colour",
                                "/policies/membershipDays",
                                "/policies/activation/processing",
                                "/policies/calendars/0/timeZone",
                                "/policies/calendars/0/closesAt",
                                "/policies/calendars/0/holidays/1",
                                "/competencyAreas/5/code",
                                "/offers/0/needsCompetencyArea",
                                "/benefits/0/grants/1/offer"))
                .body("errors.message", hasItem("must be one of [\"AUTOMATIC\",\"REVIEW\"]"))
                .body("errors.message", hasItem("is not an offer of this edition"));

        operator.request().get(EDITIONS + "/" + code).then().statusCode(404);
        assertThat(eventsOf(code)).isEmpty();
    }

    @Test
    @DisplayName("E-9: no two editions begin at the same instant")
    void noTwoEditionsBeginTogether() {
        String document = document(1);
        importing(document).statusCode(201);
        importing(document.replace(code, code + "-other"))
                .statusCode(422)
                .body("errors.field", contains("/effectiveFrom"));
    }

    @Test
    @DisplayName("E-9: documents imported at the same moment make one revision")
    void concurrentImportsMakeOneRevision() {
        String document = document(1);
        String other = document.replace("AI Cloud", "Other");
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(
                        i -> importing(i % 2 == 0 ? document : other).extract().statusCode())
                .toList();

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(3);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(4);
        await().untilAsserted(() -> assertThat(eventsOf(code)).hasSize(1));
    }

    @Test
    @DisplayName("Only operators import editions")
    void onlyOperatorsImport() {
        Person.of("1", Role.GLOBAL_ADMIN)
                .requestWithKey()
                .contentType(YAML)
                .body(document(1).getBytes(StandardCharsets.UTF_8))
                .post(EDITIONS)
                .then()
                .statusCode(403)
                .body("code", equalTo("operator-required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"code: [", "", "a: 1\n---\nb: 2", "code: \u0000"})
    void textsThatAreNoDocumentAreMalformed(String text) {
        importing(text).statusCode(400).body("code", equalTo("malformed-request"));
    }

    @Test
    void takesOnlyYamlAndJsonInUtf8() {
        byte[] latin1 = "name: \u00fc".getBytes(StandardCharsets.ISO_8859_1);
        operator.requestWithKey()
                .contentType(YAML)
                .body(latin1)
                .post(EDITIONS)
                .then()
                .statusCode(400);
        operator.requestWithKey()
                .contentType("text/plain")
                .body("code: x")
                .post(EDITIONS)
                .then()
                .statusCode(415);
        operator.request()
                .contentType(YAML)
                .body(document(1).getBytes(StandardCharsets.UTF_8))
                .post(EDITIONS)
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-missing"));
        operator.requestWithKey()
                .body("{}")
                .post(EDITIONS)
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("/benefits"));
        operator.requestWithKey()
                .contentType(YAML)
                .body(new byte[2_000_000])
                .post(EDITIONS)
                .then()
                .statusCode(413);
    }

    @Test
    @DisplayName("E-8: a running membership keeps its edition, its renewal moves to the one then in force")
    void runningMembershipsKeepTheirEdition() {
        String partnerId = Long.toString(ThreadLocalRandom.current().nextLong(1_000_000, Long.MAX_VALUE));
        operator.requestWithKey()
                .body("""
                        {"partnerId":"%s","name":"Contoso","country":"PL","managedIn":"PARTNER_CENTER","partnerKind":"DIRECT",
                        "tenantId":"%s","domain":"p%s.example"}""".formatted(partnerId, UUID.randomUUID(), partnerId))
                .post("/v1/partners")
                .then()
                .statusCode(201);
        String running = buy(partnerId, "2021-09-01");
        Set<String> granted = await().until(() -> grantsOf(running), grants -> grants.size() == 9);

        importing(shipped()
                        .replace("maicpp-2023", code)
                        .replace(
                                "effectiveFrom: 2023-01-01T00:00:00Z",
                                "effectiveFrom: 2022-08-01T00:00:00Z\neffectiveTo: 2022-08-08T00:00:00Z")
                        .replace(
                                "offer: action-pack, areas: ANY, quantity: 10 }",
                                "offer: action-pack, areas: ANY, quantity: 12 }"))
                .statusCode(201);
        String renewal = buy(partnerId, "2022-08-03");

        operator.request()
                .get("/v1/partners/" + partnerId + "/memberships")
                .then()
                .body("items.edition", contains(code, "mpn-2021"))
                .body("items.startsAt", contains("2022-09-01T00:00:00Z", "2021-09-01T00:00:00Z"));
        assertThat(await().until(() -> grantsOf(renewal), grants -> grants.size() == 9))
                .contains("product-support 12");
        assertThat(grantsOf(running)).isEqualTo(granted).contains("product-support 10");
    }

    private String buy(String partnerId, String day) {
        return operator.requestWithKey()
                .body("{\"offer\":\"action-pack\",\"purchasedOn\":\"%s\"}".formatted(day))
                .post("/v1/partners/" + partnerId + "/memberships")
                .then()
                .statusCode(201)
                .extract()
                .path("membershipId");
    }

    private static Set<String> grantsOf(String membership) {
        return TestTopics.read("entitlement.benefits").stream()
                .map(ConsumerRecord::value)
                .map(io.restassured.path.json.JsonPath::from)
                .filter(benefit -> membership.equals(benefit.getString("membershipId")))
                .map(benefit -> benefit.getString("kind") + " " + benefit.getString("quantity"))
                .collect(Collectors.toSet());
    }

    private ValidatableResponse importing(String document) {
        return operator.requestWithKey()
                .contentType(YAML)
                .body(document.getBytes(StandardCharsets.UTF_8))
                .post(EDITIONS)
                .then()
                .log()
                .ifValidationFails();
    }

    /** The edition that ships as an example, under a code of this test's own and effective for a second. */
    private String document(int revision) {
        Instant from = Instant.parse("2022-01-01T00:00:00Z").plusSeconds(Math.abs(code.hashCode()) % 10_000_000);
        return shipped()
                .replace("maicpp-2023", code)
                .replace("revision: 1", "revision: " + revision)
                .replace(
                        "effectiveFrom: 2023-01-01T00:00:00Z",
                        "effectiveFrom: %s\neffectiveTo: %s".formatted(from, from.plusSeconds(1)));
    }

    private static List<ConsumerRecord<String, String>> eventsOf(String edition) {
        return TestTopics.read("entitlement.editions").stream()
                .filter(event -> event.key().equals(edition))
                .toList();
    }

    private static String shipped() {
        try (InputStream document = EditionImportTest.class.getResourceAsStream("/catalogue/maicpp-2023.yaml")) {
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
