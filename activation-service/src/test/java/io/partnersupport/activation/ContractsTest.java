package io.partnersupport.activation;

import static io.partnersupport.activation.Requests.BENEFITS;
import static io.partnersupport.activation.Requests.activate;
import static io.partnersupport.activation.Requests.activated;
import static io.partnersupport.activation.Requests.approve;
import static io.partnersupport.activation.Requests.awaitStatus;
import static io.partnersupport.activation.Requests.contractEvents;
import static io.partnersupport.activation.Requests.header;
import static io.partnersupport.activation.Requests.rotate;
import static io.partnersupport.activation.Requests.withdraw;
import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnersupport.activation.application.CompleteActivations;
import io.partnersupport.activation.application.RenewKeys;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Concurrently;
import io.partnersupport.kit.testing.EventContract;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithBacking
@QuarkusTestResource(Mailbox.class)
class ContractsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String partnerId = Elsewhere.newPartnerId();
    private final Person admin = Person.of(partnerId, Role.GLOBAL_ADMIN);
    private final Person operator = Person.operator();

    @Inject
    Elsewhere elsewhere;

    @Inject
    Database database;

    @Inject
    CompleteActivations worker;

    @Inject
    RenewKeys renewKeys;

    @BeforeEach
    void partnerIsKnown() {
        elsewhere.partner(partnerId, "PARTNER_CENTER");
    }

    @Test
    @DisplayName("A-3, L-2: a rotated contract keeps all but its pair, of which no table and no event tells")
    void rotates() throws Exception {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of());
        activated(admin, benefit);
        JsonPath before = contract();
        String key = UUID.randomUUID().toString();
        Response rotated = rotateWithKey(key, before.getString("id"));
        rotated.then()
                .statusCode(200)
                .body("id", equalTo(before.getString("id")))
                .body("startsAt", equalTo(before.getString("startsAt")))
                .body("lines.benefitId", contains(benefit.toString()));
        assertThat(rotated.<String>path("accessId"))
                .matches("[0-9]{10}")
                .isNotEqualTo(before.getString("accessId"))
                .isEqualTo(contract().getString("accessId"));
        assertThat(rotated.<String>path("contractId")).isNotEqualTo(before.getString("contractId"));

        assertThat(rotateWithKey(key, before.getString("id")).asString()).isEqualTo(rotated.asString());

        await().untilAsserted(() -> assertThat(contractEvents(partnerId)).hasSize(2));
        List<JsonNode> events = contractEvents(partnerId).stream()
                .map(event -> tree(event.value()))
                .toList();
        assertThat(events.get(1).get("accessIdDigest"))
                .isNotEqualTo(events.get(0).get("accessIdDigest"));
        assertThat(events.get(1).get("contractIdDigest"))
                .isNotEqualTo(events.get(0).get("contractIdDigest"));
        assertThat(events.get(1).get("lines")).isEqualTo(events.get(0).get("lines"));
        for (String table : List.of("contract", "outbox", "audit_entry", "idempotency_key")) {
            assertThat(database.count("SELECT count(*) FROM " + table + " t WHERE t::text LIKE '%"
                            + rotated.<String>path("accessId") + "%'"))
                    .isZero();
        }
        assertThat(audit(before.getString("id")))
                .containsExactly("worker CONTRACT_ISSUED ISSUED", "global-admin CONTRACT_ROTATED ISSUED");
    }

    @Test
    @DisplayName("Twenty rotations at once: twenty pairs one after the other, and the last one is shown")
    void rotatesOneAfterTheOther() throws Exception {
        activated(admin, elsewhere.productSupport(partnerId, Map.of()));
        String id = contract().getString("id");
        List<Callable<String>> rotations = IntStream.range(0, 20)
                .<Callable<String>>mapToObj(i -> () -> rotate(admin, id).path("accessId"))
                .toList();

        assertThat(Concurrently.run(rotations)).doesNotContainNull();

        assertThat(database.count("SELECT sequence FROM contract WHERE id = '" + id + "'"))
                .isEqualTo(21);
    }

    @Test
    @DisplayName("A-12: an operator withdraws a contract for good; what is activated later is on a new one")
    void withdraws() throws Exception {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of());
        String activation = activated(admin, benefit);
        JsonPath before = contract();
        String id = before.getString("id");
        withdraw(operator, id, " ").then().statusCode(400).body("errors.field", contains("reason"));
        withdraw(operator, UUID.randomUUID().toString(), "x").then().statusCode(404);

        withdraw(operator, id, "The pair was published")
                .then()
                .statusCode(200)
                .body("withdrawn", equalTo(true))
                .body("withdrawnAt", notNullValue())
                .body("lines[0].withdrawnAt", notNullValue())
                .body("accessId", nullValue());

        withdraw(operator, id, "again").then().statusCode(409).body("code", equalTo("contract-already-withdrawn"));
        rotate(admin, id).then().statusCode(409).body("code", equalTo("contract-already-withdrawn"));
        awaitStatus(activation, "WITHDRAWN");
        admin.request().get("/v1/activations?status=WITHDRAWN").then().body("items.id", contains(activation));
        admin.request().get("/v1/activations?status=ACTIVE").then().body("items", empty());
        admin.request()
                .get(BENEFITS)
                .then()
                .body("items.status", contains("WITHDRAWN"))
                .body("items.canActivate", contains(false))
                .body("items[0].cannotActivateBecause.code", contains("benefit-withdrawn"));
        activate(admin, benefit).then().statusCode(409).body("code", equalTo("benefit-withdrawn"));
        assertThat(audit(id))
                .containsExactly(
                        "worker CONTRACT_ISSUED ISSUED",
                        "program-operator CONTRACT_WITHDRAWN WITHDRAWN The pair was published");
        assertThat(audit(benefit.toString()))
                .last()
                .isEqualTo("program-operator BENEFIT_WITHDRAWN WITHDRAWN The pair was published");

        activated(admin, elsewhere.cloudSupport(partnerId, Map.of()));
        JsonPath contracts = admin.request().get("/v1/contracts").jsonPath();
        assertThat(contracts.getList("items.withdrawn")).containsExactly(false, true);
        assertThat(contracts.getList("items.accessId")).doesNotHaveDuplicates();
        assertThat(contracts.getString("items[0].renews")).isNull();
        await().untilAsserted(() -> assertThat(contractEvents(partnerId)).hasSize(3));
        JsonNode event = tree(contractEvents(partnerId).stream()
                .filter(each ->
                        each.key().equals(id) && header(each, "ce_sequence").equals("2"))
                .findFirst()
                .orElseThrow()
                .value());
        assertThat(event.get("withdrawnAt").asText())
                .isEqualTo(event.at("/lines/0/withdrawnAt").asText());
        assertThat(event.get("endsAt")).isEqualTo(event.get("withdrawnAt"));
        new EventContract("activation-service", "contract").assertDescribes(event.toString());
    }

    @Test
    void anEndedContractIsNotChanged() {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of());
        activated(admin, benefit);
        database.execute("UPDATE contract_line SET starts_at = starts_at - interval '2 years', ends_at = now()"
                + " WHERE benefit_id = '" + benefit + "'");
        String id = contract().getString("id");
        rotate(admin, id).then().statusCode(409).body("code", equalTo("contract-already-ended"));
        withdraw(operator, id, "x").then().statusCode(409).body("code", equalTo("contract-already-ended"));
    }

    @Test
    @DisplayName(
            "A-12: when the membership's benefits are withdrawn, their lines follow, and with the last the contract")
    void followsWithdrawnBenefits() {
        UUID product = elsewhere.productSupport(partnerId, Map.of());
        UUID cloud = elsewhere.cloudSupport(partnerId, Map.of());
        activated(admin, product);
        activated(admin, cloud);

        elsewhere.withdrawBenefit(partnerId, product);
        await().untilAsserted(() -> assertThat(lineWithdrawnAt(product)).isNotNull());
        assertThat(contract().getBoolean("withdrawn")).isFalse();
        assertThat(lineWithdrawnAt(cloud)).isNull();

        elsewhere.withdrawBenefit(partnerId, cloud);
        await().untilAsserted(
                        () -> assertThat(contract().getBoolean("withdrawn")).isTrue());
        assertThat(audit(contract().getString("id")))
                .containsExactly(
                        "worker CONTRACT_ISSUED ISSUED", "worker CONTRACT_WITHDRAWN WITHDRAWN BENEFIT_WITHDRAWN");
    }

    @Test
    @DisplayName("E-3, A-12: the lesser line is back when the better grant is withdrawn")
    void restoresTheLesserLine() {
        UUID silver = elsewhere.productSupport(partnerId, Map.of("quantity", 15));
        UUID gold = elsewhere.productSupport(partnerId, Map.of("quantity", 20));
        activated(admin, silver);
        activated(admin, gold);
        elsewhere.withdrawBenefit(partnerId, gold);
        await().untilAsserted(() -> assertThat(audit(silver.toString()))
                .last()
                .isEqualTo("worker GRANT_RESTORED ACTIVE BENEFIT_WITHDRAWN"));
        assertThat(contract().getBoolean("withdrawn")).isFalse();
    }

    @Test
    @DisplayName("A-7: a renewed contract names the previous one, whose links follow; a withdrawn one is not followed")
    void renews() throws Exception {
        for (int year = 1; year <= 3; year++) {
            activated(admin, elsewhere.productSupport(partnerId, Map.of("benefitYear", year)));
        }
        JsonPath contracts = admin.request().get("/v1/contracts").jsonPath();
        assertThat(contracts.getList("items.benefitYear")).containsExactly(3, 2, 1);
        assertThat(contracts.getList("items.renews", String.class))
                .containsExactly(contracts.getString("items[1].id"), contracts.getString("items[2].id"), null);
        await().untilAsserted(() -> assertThat(contractEvents(partnerId)).hasSize(3));
        assertThat(contractEvents(partnerId).stream().map(event -> tree(event.value())))
                .filteredOn(event -> event.get("benefitYear").asInt() == 2)
                .singleElement()
                .satisfies(event ->
                        assertThat(event.get("renews").asText()).isEqualTo(contracts.getString("items[2].id")));

        withdraw(operator, contracts.getString("items[0].id"), "x");
        activated(admin, elsewhere.productSupport(partnerId, Map.of("benefitYear", 4)));
        assertThat(contract().getString("renews")).isNull();
    }

    @Test
    @DisplayName("E-14: a Premier plan is activated like a benefit and has a contract of its own for a single account")
    void activatesAPremierPlan() throws Exception {
        activated(admin, elsewhere.productSupport(partnerId, Map.of()));
        UUID plan = elsewhere.plan(partnerId, "PREMIER", Map.of());
        UUID other = elsewhere.plan(partnerId, "PREMIER", Map.of("name", "Premier, second"));
        elsewhere.plan(partnerId, "ASFP", Map.of());
        elsewhere.plan(partnerId, "AZURE", Map.of());
        await().untilAsserted(() ->
                admin.request().get(BENEFITS).then().body("items.findAll { it.kind == 'premier' }.size()", equalTo(2)));
        String found = "items.find { it.benefitId == '" + plan + "' }.";
        admin.request()
                .get(BENEFITS)
                .then()
                .body("items.size()", equalTo(3))
                .body(found + "status", equalTo("AVAILABLE"))
                .body(found + "canActivate", equalTo(true))
                .body(found + "unit", equalTo("INCIDENT"))
                .body(found + "unlimited", equalTo(true));
        activate(Person.of(partnerId), plan).then().statusCode(403).body("code", equalTo("role-required"));

        List<Callable<Response>> requests = IntStream.range(0, 20)
                .<Callable<Response>>mapToObj(i -> () -> activate(admin, i % 2 == 0 ? plan : other))
                .toList();
        List<String> activations = Concurrently.run(requests).stream()
                .map(answer -> answer.<String>path("id"))
                .distinct()
                .toList();
        assertThat(activations).hasSize(2);
        activations.forEach(id -> awaitStatus(id, "ACTIVE"));

        JsonPath contracts = admin.request().get("/v1/contracts").jsonPath();
        assertThat(contracts.getList("items.accessId")).hasSize(3).doesNotHaveDuplicates();
        assertThat(contracts.getList("items.linkPolicy"))
                .containsExactlyInAnyOrder("ANY_ACCOUNT", "SINGLE_ACCOUNT", "SINGLE_ACCOUNT");
        await().untilAsserted(() -> assertThat(contractEvents(partnerId)).hasSize(3));
        JsonNode event = contractEvents(partnerId).stream()
                .map(each -> tree(each.value()))
                .filter(each -> each.at("/lines/0/benefitId").asText().equals(plan.toString()))
                .findFirst()
                .orElseThrow();
        new EventContract("activation-service", "contract").assertDescribes(event.toString());
        assertThat(event.get("benefitYear").isNull()).isTrue();
        assertThat(event.get("linkPolicy").asText()).isEqualTo("SINGLE_ACCOUNT");
        assertThat(event.get("renews").isNull()).isTrue();
        assertThat(event.get("lines")).hasSize(1);
        assertThat(event.at("/lines/0/kind").asText()).isEqualTo("premier");
        assertThat(event.at("/lines/0/unlimited").asBoolean()).isTrue();

        elsewhere.withdrawPlan(plan, partnerId);
        await().untilAsserted(() -> assertThat(lineWithdrawnAt(plan)).isNotNull());
        assertThat(database.count(
                        "SELECT count(*) FROM contract WHERE withdrawn_at IS NOT NULL AND plan_id = '" + plan + "'"))
                .isOne();
    }

    @ParameterizedTest
    @DisplayName("A-2: a failure at any step leaves neither a contract without an activation nor the other way round")
    @CsvSource(
            delimiter = '|',
            value = {
                "activation    | UPDATE           | NEW.state = 'ACTIVE'",
                "audit_entry   | INSERT           | NEW.action = 'ACTIVATION_COMPLETED'",
                "contract      | INSERT           | true",
                "contract      | UPDATE           | true",
                "contract_line | INSERT           | true",
                "outbox        | INSERT           | true",
                "audit_entry   | INSERT           | NEW.action = 'CONTRACT_ISSUED'",
                "notification  | INSERT           | true",
                "activation    | UPDATE at commit | NEW.state = 'ACTIVE'"
            })
    void aFailureAtAnyStepLeavesNothing(String table, String change, String when) {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of("processing", "REVIEW"));
        String activation = activate(admin, benefit).path("id");
        // a sequence does not roll back: it counts the failures
        database.execute("CREATE SEQUENCE failures");
        database.execute("""
                CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM nextval('failures'); RAISE EXCEPTION 'the power is off'; END $$""");
        database.execute("CREATE %s TRIGGER fail AFTER %s ON %s %s FOR EACH ROW WHEN (%s) EXECUTE FUNCTION fail()"
                .formatted(
                        change.endsWith("commit") ? "CONSTRAINT" : "",
                        change.split(" ")[0],
                        table,
                        change.endsWith("commit") ? "DEFERRABLE INITIALLY DEFERRED" : "",
                        when));
        approve(activation).then().statusCode(200);
        await().untilAsserted(() -> {
            tryToComplete();
            assertThat(database.count("SELECT last_value FROM failures")).isGreaterThan(1);
        });

        operator.request().get("/v1/activations/" + activation).then().body("status", equalTo("REQUESTED"));
        assertThat(count("contract", "partner_id = '" + partnerId + "'")).isZero();
        assertThat(count("contract_line", "benefit_id = '" + benefit + "'")).isZero();
        assertThat(count("outbox", "payload LIKE '%" + partnerId + "%'")).isZero();
        assertThat(count("notification", "recipient = '" + admin.userId() + "'"))
                .isZero();

        database.execute("DROP FUNCTION fail CASCADE");
        database.execute("DROP SEQUENCE failures");
        await().untilAsserted(() -> {
            tryToComplete();
            awaitStatus(activation, "ACTIVE");
        });
        assertThat(database.list("SELECT sequence FROM contract WHERE partner_id = '" + partnerId + "'"))
                .containsExactly(1L);
        assertThat(count("contract_line", "benefit_id = '" + benefit + "'")).isOne();
        assertThat(count("notification", "recipient = '" + admin.userId() + "'"))
                .isOne();
        assertThat(audit(benefit.toString())).hasSize(3);
    }

    @Test
    @DisplayName("After a change of keys every pair is sealed and digested anew, and announced if others see a change")
    void renewsKeys() throws Exception {
        activated(admin, elsewhere.productSupport(partnerId, Map.of()));
        JsonPath shown = contract();
        String id = shown.getString("id");
        String accessId = shown.getString("accessId");
        String contractId = shown.getString("contractId").replace("-", "");
        List<Object> current = row(id);
        database.execute("UPDATE contract SET sealed_pair = '%s', access_id_digest = '%s', contract_id_digest = '%s',"
                        .formatted(
                                sealedWithOldKey(accessId + contractId, id), oldDigest(accessId), oldDigest(contractId))
                + " digest_key_id = 'k1' WHERE id = '" + id + "'");
        assertThat(contract().getString("accessId")).isEqualTo(accessId);

        while (renewKeys.renewNext() > 0) {}

        assertThat(row(id)).isEqualTo(current);
        assertThat(contract().getString("contractId")).isEqualTo(shown.getString("contractId"));
        await().untilAsserted(() -> assertThat(contractEvents(partnerId)).hasSize(2));
        assertThat(tree(contractEvents(partnerId).get(1).value()))
                .isEqualTo(tree(contractEvents(partnerId).get(0).value()));

        database.execute("UPDATE contract SET sealed_pair = '%s' WHERE id = '%s'"
                .formatted(sealedWithOldKey(accessId + contractId, id), id));
        while (renewKeys.renewNext() > 0) {}
        assertThat(row(id)).isEqualTo(current);
        assertThat(database.count("SELECT sequence FROM contract WHERE id = '" + id + "'"))
                .isEqualTo(2);
    }

    @Test
    @DisplayName("A pair whose key was removed too early does not hold up the others")
    void renewsTheOthers() throws Exception {
        activated(admin, elsewhere.productSupport(partnerId, Map.of()));
        String lost = contract().getString("id");
        String change = "UPDATE contract SET sealed_pair = '%s' WHERE id = '" + lost + "'";
        Object sealed = database.list("SELECT sealed_pair FROM contract WHERE id = '" + lost + "'")
                .get(0);
        database.execute(change.formatted("e0:AAAA"));
        String partner = Elsewhere.newPartnerId();
        elsewhere.partner(partner, "PARTNER_CENTER");
        Person other = Person.of(partner, Role.GLOBAL_ADMIN);
        activated(other, elsewhere.productSupport(partner, Map.of()));
        String id = other.request().get("/v1/contracts").path("items[0].id");
        database.execute("UPDATE contract SET digest_key_id = 'k1' WHERE id = '" + id + "'");
        await().untilAsserted(() -> {
            try {
                renewKeys.renewNext();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("e0");
            }
            assertThat(row(id).get(1)).isEqualTo("k2");
        });
        database.execute(change.formatted(sealed));
    }

    @Test
    @DisplayName("A-2: the operators' queue has what awaits a decision, the oldest first")
    void operatorsHaveAQueue() {
        String waiting = activate(admin, elsewhere.productSupport(partnerId, Map.of("processing", "REVIEW")))
                .path("id");
        String later = activate(admin, elsewhere.cloudSupport(partnerId, Map.of("processing", "REVIEW")))
                .path("id");
        String queue = "/v1/activations?awaitingReview=true&partnerId=" + partnerId;
        operator.request().get(queue).then().body("items.id", contains(waiting, later));
        String cursor = operator.request().get(queue + "&limit=1").path("nextCursor");
        operator.request().get(queue + "&limit=1&cursor=" + cursor).then().body("items.id", contains(later));
        approve(waiting);
        operator.request().get(queue).then().body("items.id", contains(later));
        operator.request()
                .get("/v1/activations?awaitingReview=perhaps")
                .then()
                .statusCode(400)
                .body("errors.field", contains("awaitingReview"));
    }

    @Test
    @DisplayName("A-2: what is still under review when its benefit ends is rejected by itself")
    void rejectsByItselfWhatNobodyDecided() {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of("processing", "REVIEW"));
        String id = activate(admin, benefit).path("id");
        Instant ended = Instant.now().minus(1, ChronoUnit.SECONDS);
        database.execute("UPDATE known_benefit SET usable_until = '%s' WHERE id = '%s'".formatted(ended, benefit));
        awaitStatus(id, "REJECTED");
        admin.request().get("/v1/activations/" + id).then().body("reason", equalTo("The time to activate has ended"));
    }

    @Test
    @DisplayName(
            "A-2: who requested is told by mail, in the language of the partner's country, when it is done, or why it is not, without any ID")
    void tellsWhoRequested() {
        elsewhere.knownUser(admin.userId(), partnerId, "Ada", "global-admin");
        activated(admin, elsewhere.productSupport(partnerId, Map.of()));
        String address = Elsewhere.emailOf(admin.userId());
        await().untilAsserted(() -> assertThat(Mailbox.of(address)).hasSize(1));
        assertThat(Mailbox.of(address).get(0).text())
                .contains("Korzyść Microsoft Product Support jest aktywna")
                .doesNotContain(contract().getString("accessId"))
                .doesNotContain(contract().getString("contractId"));

        String rejected = activate(admin, elsewhere.cloudSupport(partnerId, Map.of("processing", "REVIEW")))
                .path("id");
        Requests.reject(operator, rejected, "The company data is incomplete");
        await().untilAsserted(() -> assertThat(Mailbox.of(address)).hasSize(2));
        assertThat(Mailbox.of(address).get(1).text()).contains("The company data is incomplete");
    }

    @ParameterizedTest
    @DisplayName(
            "A-7: the partner's administrators are told once that a membership is to be renewed, also when they come later")
    @CsvSource({"RENEWAL_DUE, Odnów Gold competency", "RENEWAL_WINDOW_CLOSING, Korzyści członkostwa Gold competency"})
    void tellsOfRenewals(String kind, String subject) {
        UUID notice = elsewhere.notice(partnerId, kind);
        elsewhere.user(partnerId, "Sam", "sales-agent");
        String ada = elsewhere.user(partnerId, "Ada", "global-admin");
        await().untilAsserted(
                        () -> assertThat(Mailbox.of(Elsewhere.emailOf(ada))).hasSize(1));
        assertThat(Mailbox.of(Elsewhere.emailOf(ada)).get(0).text())
                .contains(subject + " (cloud-platform)")
                .contains(partnerId);
        assertThat(count("notification", "business_key = '" + notice + "'")).isOne();
    }

    private Response rotateWithKey(String key, String contract) {
        return admin.request().header("Idempotency-Key", key).post("/v1/contracts/" + contract + "/rotation");
    }

    /** The partner's newest. */
    private JsonPath contract() {
        return JsonPath.from(
                JSON.valueToTree(admin.request().get("/v1/contracts").jsonPath().getMap("items[0]"))
                        .toString());
    }

    private List<Object> row(String contract) {
        return database.list("""
                SELECT unnest(ARRAY[split_part(sealed_pair, ':', 1), digest_key_id, access_id_digest, contract_id_digest])
                FROM contract WHERE id = '%s'""".formatted(contract));
    }

    private Object lineWithdrawnAt(UUID benefit) {
        return database.list("SELECT withdrawn_at FROM contract_line WHERE benefit_id = '" + benefit + "'")
                .get(0);
    }

    private long count(String table, String condition) {
        return database.count("SELECT count(*) FROM " + table + " WHERE " + condition);
    }

    private List<Object> audit(String subject) {
        return database.list("""
                SELECT concat_ws(' ', role, action, to_state, reason) FROM audit_entry
                WHERE subject = '%s' ORDER BY id""".formatted(subject));
    }

    private void tryToComplete() {
        try {
            worker.react();
        } catch (RuntimeException e) {
            assertThat(e).hasStackTraceContaining("the power is off");
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** As an instance with the previous configuration does it; the keys are those of the test's configuration. */
    private static String sealedWithOldKey(String text, String contract) throws Exception {
        byte[] nonce = new byte[12];
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec("3".repeat(32).getBytes(StandardCharsets.US_ASCII), "AES"),
                new GCMParameterSpec(128, nonce));
        cipher.updateAAD(contract.getBytes(StandardCharsets.UTF_8));
        byte[] encrypted = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
        byte[] sealed = new byte[nonce.length + encrypted.length];
        System.arraycopy(encrypted, 0, sealed, nonce.length, encrypted.length);
        return "e1:" + Base64.getEncoder().encodeToString(sealed);
    }

    private static String oldDigest(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("1".repeat(32).getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
