package io.partnersupport.activation;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.partnersupport.activation.application.ResealProductKeys;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.secret.Sealer;
import io.partnersupport.kit.testing.Concurrently;
import io.partnersupport.kit.testing.EventContract;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Software, cloud services, and the pools that their keys come from. */
@QuarkusTest
@WithBacking
@QuarkusTestResource(Mailbox.class)
class KeysTest {
    private static final String OLD_KEY = "e1=MzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM=";
    private static final Map<String, String> CHOICE = Map.of("language", "en", "operatingSystem", "windows-x64");

    private final String partnerId = Elsewhere.newPartnerId();
    private final Person admin = Person.of(partnerId, Role.GLOBAL_ADMIN);
    private final Person partnerAdmin = Person.of(partnerId, Role.MPN_PARTNER_ADMIN);
    private final Person colleague = Person.of(partnerId);
    private final Person operator = Person.operator();
    private final UUID membership = UUID.randomUUID();
    /** A kind of benefit, and so a pool, of its own. */
    private final String kind = "software-" + partnerId;

    @Inject
    Elsewhere elsewhere;

    @Inject
    Database database;

    @Inject
    ResealProductKeys resealProductKeys;

    @BeforeEach
    void partnerIsKnown() {
        elsewhere.partner(partnerId, "PARTNER_CENTER");
    }

    @Test
    @DisplayName("A product key under an old encryption key is sealed anew, also after it was handed out")
    void resealsProductKeys() {
        UUID software = elsewhere.software(partnerId, membership, kind, Map.of());
        importKeys("RSL7Q-9XA04-TD8WR");
        reveal(admin, software).then().statusCode(201);
        String id = (String) database.list("SELECT cast(id AS text) FROM product_key WHERE kind = '" + kind + "'")
                .get(0);
        String underOldKey = new Sealer(Optional.of(List.of(OLD_KEY))).seal("RSL7Q-9XA04-TD8WR", id);
        database.execute("UPDATE product_key SET sealed_key = '" + underOldKey + "' WHERE id = '" + id + "'");

        while (resealProductKeys.resealNext() > 0) {}

        assertThat(database.list("SELECT sealed_key FROM product_key WHERE id = '" + id + "'"))
                .singleElement()
                .asString()
                .startsWith("e2:");
        reveal(admin, software).then().statusCode(201).body("keys", contains("RSL7Q-9XA04-TD8WR"));
    }

    @Test
    @DisplayName("A-8: an administrator chooses and gets a key, downloads and instructions; everybody sees who did")
    void revealsSoftwareKeys() {
        UUID software = elsewhere.software(partnerId, membership, kind, Map.of());
        importKeys("7Q2KM-9XA04-TD8WR");
        colleague
                .request()
                .get("/v1/software-benefits")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("items.benefitId", contains(software.toString()))
                .body("items[0].quantity", equalTo(100))
                .body("items[0].unit", equalTo("LICENSE"))
                .body("items[0].offerName", equalTo("Gold competency"))
                .body("items[0].languages", contains("en", "pl"))
                .body("items[0].operatingSystems", contains("windows-x64", "windows-arm64"))
                .body("items[0].revealed", equalTo(false))
                .body("items[0].canReveal", equalTo(false))
                .body("items[0].cannotRevealBecause.code", contains("admin-required"));
        admin.request().get("/v1/software-benefits").then().body("items[0].canReveal", equalTo(true));

        reveal(admin, software)
                .then()
                .statusCode(201)
                .header("Cache-Control", containsString("no-store"))
                .body("keys", contains("7Q2KM-9XA04-TD8WR"))
                .body("downloads.url", contains("https://downloads.example/en-windows-x64"))
                .body("instructions", equalTo("Enter the key."))
                .body("revealedBy", equalTo(admin.userId()))
                .body("revealedAt", notNullValue());
        reveal(partnerAdmin, software).then().statusCode(201).body("keys", contains("7Q2KM-9XA04-TD8WR"));

        Response reveals = colleague.request().get("/v1/software-benefits/" + software + "/key-reveals");
        reveals.then()
                .statusCode(200)
                .body("items.revealedBy", contains(partnerAdmin.userId(), admin.userId()))
                .body("items.role", contains("mpn-partner-admin", "global-admin"))
                .body("nextCursor", nullValue());
        assertThat(reveals.asString()).doesNotContain("7Q2KM");
        colleague
                .request()
                .get("/v1/software-benefits")
                .then()
                .body("items[0].revealed", equalTo(true))
                .body("items[0].firstRevealedAt", notNullValue());
        assertThat(audit(software)).containsExactly("HIDDEN > REVEALED", "REVEALED > REVEALED");
    }

    @Test
    @DisplayName("A-8: the same request gets the same answer, which is kept only sealed")
    void keepsTheAnswerSealed() {
        UUID software = elsewhere.software(partnerId, membership, kind, Map.of());
        importKeys("SECRET-" + partnerId);
        String key = UUID.randomUUID().toString();
        String first = admin.request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(CHOICE)
                .post("/v1/software-benefits/" + software + "/key-reveals")
                .asString();
        String second = admin.request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(CHOICE)
                .post("/v1/software-benefits/" + software + "/key-reveals")
                .asString();
        assertThat(second).isEqualTo(first).contains("SECRET-" + partnerId);
        assertThat(database.count("SELECT count(*) FROM key_reveal WHERE benefit_id = '" + software + "'"))
                .isOne();
        for (String table : List.of("product_key", "idempotency_key", "audit_entry", "key_reveal", "outbox")) {
            assertThat(database.count("SELECT count(*) FROM %s AS t WHERE t::text LIKE '%%SECRET-%s%%'"
                            .formatted(table, partnerId)))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void refusesWhatSoftwareDoesNotOffer() {
        UUID software = elsewhere.software(partnerId, membership, kind, Map.of());
        importKeys("A1B2C-" + partnerId);
        reveal(admin, software, Map.of("language", "xx", "operatingSystem", "dos"))
                .then()
                .statusCode(422)
                .body("code", equalTo("language-not-offered"))
                .body("detail", containsString("en, pl"))
                .body("reasons.code", contains("language-not-offered", "operating-system-not-offered"));
        reveal(admin, software, Map.of("language", "en"))
                .then()
                .statusCode(400)
                .body("errors.field", contains("operatingSystem"));
    }

    @Test
    @DisplayName("E-3, E-15, A-5: what is not listed, managed outside or over is not revealed")
    void refusesGrantsThatAreNotInForce() {
        UUID lesser = elsewhere.software(partnerId, membership, kind, Map.of("listed", List.of()));
        UUID withdrawn = elsewhere.software(partnerId, membership, kind, Map.of("withdrawn", true));
        String pmc = Elsewhere.newPartnerId();
        elsewhere.partner(pmc, "PMC");
        UUID outside = elsewhere.software(pmc, membership, kind, Map.of());
        admin.request().get("/v1/software-benefits").then().body("items", empty());
        reveal(admin, lesser).then().statusCode(409).body("code", equalTo("grant-superseded"));
        reveal(admin, withdrawn).then().statusCode(409).body("code", equalTo("grant-withdrawn"));
        Person pmcAdmin = Person.of(pmc, Role.GLOBAL_ADMIN);
        reveal(pmcAdmin, outside).then().statusCode(409).body("code", equalTo("managed-outside"));
        pmcAdmin.request()
                .get("/v1/software-benefits")
                .then()
                .body("items[0].cannotRevealBecause.code", contains("managed-outside"));
    }

    @Test
    @DisplayName("A-8: twenty partners' reveals at once over ten keys: ten get one each, ten hear that none is left")
    void handsEachKeyOutOnce() throws Exception {
        importKeys(IntStream.range(0, 10)
                .mapToObj(i -> "KEY%02d-%s".formatted(i, partnerId))
                .toArray(String[]::new));
        List<UUID> benefits = IntStream.range(0, 20)
                .mapToObj(i -> elsewhere.software(partnerId, UUID.randomUUID(), kind, Map.of("name", "Software " + i)))
                .toList();

        List<Response> answers = Concurrently.run(benefits.stream()
                .map(benefit -> (Callable<Response>) () -> reveal(admin, benefit))
                .toList());

        Map<Integer, List<Response>> byStatus = answers.stream().collect(Collectors.groupingBy(Response::statusCode));
        assertThat(byStatus.keySet()).containsExactlyInAnyOrder(201, 409);
        assertThat(byStatus.get(201))
                .hasSize(10)
                .extracting(answer -> answer.<String>path("keys[0]"))
                .doesNotHaveDuplicates();
        assertThat(byStatus.get(409))
                .extracting(answer -> answer.<String>path("code"))
                .containsOnly("no-key-left");
        operator.request()
                .get("/v1/key-pools")
                .then()
                .statusCode(200)
                .body("items.find { it.kind == '%s' }.available".formatted(kind), equalTo(0))
                .body("items.find { it.kind == '%s' }.handedOut".formatted(kind), equalTo(10))
                .body("items.find { it.kind == '%s' }.lastImportedBy".formatted(kind), equalTo(operator.userId()));
        assertThat(database.count("SELECT count(*) FROM audit_entry WHERE partner_id = '" + partnerId + "'"))
                .isEqualTo(10);
        await().untilAsserted(() -> assertThat(alerts()).hasSize(1));
        new EventContract("activation-service", "alert")
                .assertDescribes(alerts().get(0).value());

        importKeys("ANOTHER-" + partnerId);
        UUID last = benefits.get(answers.indexOf(byStatus.get(409).get(0)));
        reveal(admin, last).then().statusCode(201).body("keys", contains("ANOTHER-" + partnerId));
        UUID unlucky = benefits.get(answers.indexOf(byStatus.get(409).get(1)));
        reveal(admin, unlucky).then().statusCode(409);
        await().untilAsserted(() -> assertThat(alerts()).hasSize(2));
    }

    @Test
    @DisplayName("A key that was handed out never changes hands nor goes back: the database refuses it")
    void theDatabaseKeepsKeysWithTheirBenefit() {
        UUID software = elsewhere.software(partnerId, membership, kind, Map.of());
        importKeys("ONCE-" + partnerId);
        reveal(admin, software).then().statusCode(201);
        String where = " WHERE benefit_id = '" + software + "'";
        for (String change : List.of(
                "UPDATE product_key SET benefit_id = NULL, handed_out_at = NULL" + where,
                "UPDATE product_key SET benefit_id = '" + UUID.randomUUID() + "'" + where,
                "DELETE FROM product_key" + where)) {
            assertThatThrownBy(() -> database.execute(change)).hasStackTraceContaining("a key is handed out once");
        }
    }

    @Test
    @DisplayName("An operator imports a file: new keys are added, known ones counted, other lines reported by number")
    void importsAFile() {
        importKeys("OLDKEY-" + partnerId);
        String file = String.join(
                "\r\n",
                "Key",
                "\"NEWKEY-" + partnerId + "\"",
                "oldkey-" + partnerId,
                "",
                "not a key",
                "newkey-" + partnerId,
                "<script>",
                "LAST-" + partnerId);
        operator.request()
                .contentType("text/csv")
                .body(file)
                .post("/v1/key-pools/" + kind + "/imports")
                .then()
                .statusCode(200)
                .body("kind", equalTo(kind))
                .body("lines", equalTo(8))
                .body("added", equalTo(2))
                .body("duplicates", equalTo(2))
                .body("refused", equalTo(2))
                .body("refusedLines", contains(5, 7));
        operator.request()
                .get("/v1/key-pools")
                .then()
                .body("items.find { it.kind == '%s' }.available".formatted(kind), equalTo(3));
        operator.request()
                .contentType("text/plain")
                .body("ABCDE")
                .post("/v1/key-pools/No Kind/imports")
                .then()
                .statusCode(400)
                .body("errors.field", contains("kind"));
        operator.request()
                .contentType("application/json")
                .body("{}")
                .post("/v1/key-pools/" + kind + "/imports")
                .then()
                .statusCode(415);
    }

    @Test
    @DisplayName("A-9: a global admin becomes the user of a usage-based service, then another one")
    void assignsUsageBasedServices() {
        UUID azure = elsewhere.cloudService(partnerId, membership, "azure-credit", "USAGE_BASED", Map.of());
        elsewhere.user(partnerId, admin, "Ada Contoso");
        Person second = Person.of(partnerId, Role.GLOBAL_ADMIN);
        String path = "/v1/cloud-benefits/" + azure + "/assignee";
        admin.request()
                .get("/v1/cloud-benefits")
                .then()
                .statusCode(200)
                .body("items[0].model", equalTo("USAGE_BASED"))
                .body("items[0].assignee", nullValue())
                .body("items[0].canAssign", equalTo(true))
                .body("items[0].cannotRevealBecause.code", contains("usage-based-service"));

        Response assigned = admin.request().put(path);
        assigned.then()
                .statusCode(200)
                .body("userId", equalTo(admin.userId()))
                .body("name", equalTo("Ada Contoso"))
                .body("instructions", equalTo("Sign in to the portal."));
        assertThat(admin.request().put(path).asString()).isEqualTo(assigned.asString());
        second.request().put(path).then().statusCode(200).body("userId", equalTo(second.userId()));

        colleague
                .request()
                .get("/v1/cloud-benefits")
                .then()
                .body("items[0].assignee.userId", equalTo(second.userId()))
                .body("items[0].cannotAssignBecause.code", contains("global-admin-required"));
        assertThat(audit(azure)).containsExactly(" > " + admin.userId(), admin.userId() + " > " + second.userId());
        revealCloud(admin, azure).then().statusCode(409).body("code", equalTo("usage-based-service"));
    }

    @Test
    @DisplayName("A-9: a licence-based service is used by keys, not by a person")
    void revealsKeysOfLicenceBasedServices() {
        UUID office = elsewhere.cloudService(partnerId, membership, kind, "LICENSE_BASED", Map.of());
        importKeys("CLOUD-" + partnerId);
        revealCloud(partnerAdmin, office)
                .then()
                .statusCode(201)
                .body("keys", contains("CLOUD-" + partnerId))
                .body("instructions", equalTo("Sign in to the portal."))
                .body("downloads", empty())
                .body("language", nullValue());
        colleague
                .request()
                .get("/v1/cloud-benefits/" + office + "/key-reveals")
                .then()
                .body("items.revealedBy", contains(partnerAdmin.userId()));
        admin.request()
                .put("/v1/cloud-benefits/" + office + "/assignee")
                .then()
                .statusCode(409)
                .body("code", equalTo("license-based-service"));
        admin.request()
                .get("/v1/cloud-benefits")
                .then()
                .body("items", hasSize(1))
                .body("items[0].revealed", equalTo(true))
                .body("items[0].cannotAssignBecause.code", hasItem("license-based-service"));
    }

    private void importKeys(String... keys) {
        operator.request()
                .contentType("text/plain")
                .body(String.join("\n", keys))
                .post("/v1/key-pools/" + kind + "/imports")
                .then()
                .statusCode(200)
                .body("added", equalTo(keys.length));
    }

    private static Response reveal(Person person, UUID software) {
        return reveal(person, software, CHOICE);
    }

    private static Response reveal(Person person, UUID software, Map<String, String> choice) {
        return person.requestWithKey().body(choice).post("/v1/software-benefits/" + software + "/key-reveals");
    }

    private static Response revealCloud(Person person, UUID service) {
        return person.requestWithKey().post("/v1/cloud-benefits/" + service + "/key-reveals");
    }

    private List<ConsumerRecord<String, String>> alerts() {
        return TestTopics.read("activation.alerts").stream()
                .filter(event -> event.key().equals(kind))
                .toList();
    }

    private List<Object> audit(UUID subject) {
        return database.list("SELECT coalesce(from_state, '') || ' > ' || to_state FROM audit_entry WHERE subject = '"
                + subject + "' ORDER BY at, id");
    }
}
