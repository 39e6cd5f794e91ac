package io.partnersupport.linking;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.partnersupport.kit.testing.Concurrently;
import io.partnersupport.kit.testing.Line;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithBacking
class LinkContractTest extends ServiceTest {
    private final Person person = Person.outsider();

    @Inject
    AgroalDataSource dataSource;

    @Test
    @DisplayName("L-2, L-6: any account links with a right pair and sees every line, and nothing else of the partner")
    void links() {
        IssuedContract contract = known(new IssuedContract());
        knownBalance(contract, contract.product, 1, 20, 3, 1);

        link(person, contract)
                .statusCode(201)
                .body("outcome", equalTo("linked"))
                .body("link.contract", equalTo(contract.id.toString()))
                .body("link.linkedAt", equalTo("2026-06-01T00:00:00Z"))
                .body("link.state", equalTo("USABLE"))
                .body("plans.name", contains(IssuedContract.CLOUD, IssuedContract.PRODUCT))
                .body("plans.benefitId", contains(contract.cloud.toString(), contract.product.toString()))
                .body("plans.unlimited", contains(true, false))
                .body("plans[0].remaining", nullValue())
                .body("plans[1].granted", equalTo(20))
                .body("plans[1].used", equalTo(2))
                .body("plans[1].remaining", equalTo(18))
                .body("plans[1].startsAt", equalTo("2026-03-02T09:31:00Z"))
                .body("plans[1].endsAt", equalTo("2027-03-31T00:00:00Z"))
                .body("notices", empty())
                .body("nextStep", containsString("support request"))
                .body("asOf", notNullValue())
                .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("partnerId")));
    }

    @Test
    @DisplayName("Architecture 4: a missing balance means as granted")
    void countsAsGrantedWithoutABalance() {
        link(person, known(new IssuedContract()))
                .statusCode(201)
                .body("plans[1].used", equalTo(0))
                .body("plans[1].remaining", equalTo(20));
    }

    @Test
    @DisplayName("A-4: what is typed in other forms is the same pair")
    void readsOtherForms() {
        IssuedContract contract = known(new IssuedContract());
        String id =
                contract.contractId.toLowerCase(Locale.ROOT).replace('0', 'o').replace('1', 'l');
        link(
                        person,
                        contract.accessId.substring(0, 4) + "-" + contract.accessId.substring(4) + " ",
                        id.substring(0, 4) + " " + id.substring(4, 8) + "-" + id.substring(8),
                        "CLOUD")
                .statusCode(201);
        link(person, contract).statusCode(200);
    }

    @Test
    @DisplayName("L-2: linked for on-premises, now again from the cloud portal: nothing to do")
    void linksAgain() {
        IssuedContract contract = known(new IssuedContract());
        String first = link(person, contract).statusCode(201).extract().path("link.id");
        clock.set(NOW.plus(Duration.ofDays(1)));
        link(person, contract.accessId, contract.contractId, "CLOUD")
                .statusCode(200)
                .body("outcome", equalTo("already-linked"))
                .body("link.id", equalTo(first))
                .body("link.linkedAt", equalTo("2026-06-01T00:00:00Z"))
                .body("nextStep", containsString("since 2026-06-01T00:00:00Z"))
                .body("plans.name", contains(IssuedContract.CLOUD, IssuedContract.PRODUCT));
    }

    @Test
    @DisplayName("L-2: a contract has expired at the very instant it ends, also for an account that has linked it")
    void refusesAnExpiredContract() {
        Instant end = NOW.plus(Duration.ofHours(1));
        IssuedContract contract = known(new IssuedContract().ending(end));
        clock.set(end.minusMillis(1));
        link(person, contract).statusCode(201);
        clock.set(end);
        link(person, contract)
                .statusCode(409)
                .body("link.contract", equalTo(contract.id.toString()))
                .body("link.linkedAt", equalTo("2026-06-01T00:59:59.999Z"))
                .body("link.state", equalTo("EXPIRED"));
        for (Person anyone : List.of(person, Person.outsider())) {
            link(anyone, contract)
                    .statusCode(409)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/contract-expired"))
                    .body("code", equalTo("contract-expired"))
                    .body("detail", containsString("2026-06-01T01:00:00Z"))
                    .body("nextStep", containsString("Renew"))
                    .body("reasons.code", contains("line-expired", "line-expired"))
                    .body("reasons[0].detail", containsString(IssuedContract.CLOUD));
        }
    }

    @Test
    @DisplayName("L-2: without units left; after a refund the pair works again")
    void refusesAnExhaustedContract() {
        IssuedContract contract = known(IssuedContract.actionPack());
        knownBalance(contract, contract.product, 10, 10, 10, 0);
        link(person, contract)
                .statusCode(409)
                .body("code", equalTo("incidents-exhausted"))
                .body("nextStep", containsString("Purchase"))
                .body("reasons.code", contains("line-exhausted"))
                .body("reasons[0].detail", containsString("10 of 10"))
                .body("state", equalTo("EXHAUSTED"))
                .body("plans.name", contains(IssuedContract.PRODUCT))
                .body("plans.granted", contains(10))
                .body("plans.used", contains(10))
                .body("plans.remaining", contains(0))
                .body("plans.endsAt", contains("2027-03-31T00:00:00Z"))
                .body("notices.code", contains("line-exhausted"))
                .body("notices.benefitId", contains(contract.product.toString()))
                .body("link", nullValue())
                .body("asOf", notNullValue());
        knownBalance(contract, contract.product, 11, 10, 10, 1);
        link(person, contract).statusCode(201).body("plans[0].remaining", equalTo(1));
    }

    @Test
    @DisplayName("L-2: a withdrawn contract says since when")
    void refusesAWithdrawnContract() {
        IssuedContract contract = new IssuedContract();
        contract.state.put("withdrawnAt", "2026-05-31T12:00:00Z");
        link(person, known(contract))
                .statusCode(409)
                .body("code", equalTo("contract-withdrawn"))
                .body("detail", containsString("2026-05-31T12:00:00Z"))
                .body("withdrawnAt", equalTo("2026-05-31T12:00:00Z"))
                .body("state", equalTo("WITHDRAWN"))
                .body("reasons", nullValue());
    }

    @Test
    @DisplayName("L-2: a single account plan is for the account that links it, until that unlinks")
    void refusesASingleAccountPlanOfAnother() {
        IssuedContract contract = new IssuedContract();
        contract.state.put("linkPolicy", "SINGLE_ACCOUNT");
        known(contract);
        Person other = Person.of("4960002");
        String id = link(person, contract).statusCode(201).extract().path("link.id");
        link(other, contract)
                .statusCode(409)
                .body("code", equalTo("access-id-in-use"))
                .body("nextStep", containsString("Technical Account Manager"));
        link(person, contract).statusCode(200);
        person.request().delete("/v1/contract-links/" + id).then().statusCode(204);
        link(other, contract).statusCode(201);
        link(person, contract).statusCode(409);
    }

    @Test
    @DisplayName("L-2: 32 accounts at once on a single account plan: one gets it")
    void aSingleAccountPlanIsTakenOnce() {
        IssuedContract contract = new IssuedContract();
        contract.state.put("linkPolicy", "SINGLE_ACCOUNT");
        known(contract);
        List<Integer> statuses = Concurrently.run(IntStream.range(0, 32)
                .<Callable<Integer>>mapToObj(i -> {
                    Person anyone = Person.outsider();
                    return () -> link(anyone, contract).extract().statusCode();
                })
                .toList());
        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    @DisplayName("L-2: unknown and mismatching pairs get one answer, which suppresses every other reason")
    void refusesAPairThatDoesNotMatch() {
        IssuedContract contract = known(new IssuedContract());
        IssuedContract expired = known(new IssuedContract().ending(NOW.minusSeconds(1)));
        List<Map<String, Object>> answers = Stream.of(
                        link(person, IssuedContract.accessId(), contract.contractId, "CLOUD"),
                        link(person, contract.accessId, IssuedContract.contractId(), "CLOUD"),
                        link(person, contract.accessId, expired.contractId, "CLOUD"),
                        link(person, expired.accessId, IssuedContract.contractId(), "CLOUD"))
                .map(answer -> {
                    Map<String, Object> body = answer.statusCode(422).extract().path("");
                    body.remove("traceId");
                    return body;
                })
                .distinct()
                .toList();
        assertThat(answers)
                .singleElement()
                .satisfies(answer -> assertThat(answer)
                        .containsEntry("code", "access-id-contract-id-mismatch")
                        .doesNotContainKeys("reasons", "errors"));
    }

    @Test
    @DisplayName("L-3: unknown, mismatching and replaced pairs take the same statements in the same order")
    void everyWrongPairTakesTheSameStatements() {
        IssuedContract contract = known(new IssuedContract());
        IssuedContract replaced = known(new IssuedContract());
        replaced.state.set("accessIdDigest", new IssuedContract().state.get("accessIdDigest"));
        known(replaced);

        List<List<String>> statements = Stream.of(
                        statementsOf(IssuedContract.accessId(), contract.contractId),
                        statementsOf(contract.accessId, IssuedContract.contractId()),
                        statementsOf(replaced.accessId, replaced.contractId))
                .distinct()
                .toList();

        assertThat(statements)
                .singleElement(InstanceOfAssertFactories.list(String.class))
                .hasSizeGreaterThan(3)
                .anySatisfy(sql -> assertThat(sql).contains("link_attempts"));
    }

    private static List<String> statementsOf(String accessId, String contractId) {
        String trace = "00-" + UUID.randomUUID().toString().replace("-", "") + "-00f067aa0ba902b7-01";
        List<String> statements = StatementsByTrace.listenTo(trace);
        Person.outsider()
                .requestWithKey()
                .header("traceparent", trace)
                .body(body(accessId, contractId, "CLOUD"))
                .post("/v1/contract-links")
                .then()
                .statusCode(422);
        return List.copyOf(statements);
    }

    @ParameterizedTest
    @CsvSource({
        "en, No incidents are left, 10 of 10 incidents, must have 10 digits, Create a support request",
        "pl, Nie ma już żadnych incydentów, wykorzystano 10 z 10, musi mieć 10 cyfr, Utwórz zgłoszenie",
        "ru, Инцидентов не осталось, инцидентов 10 из 10, из 10 цифр, Создайте запрос",
        "zh-CN, 支持事件已用完, 10 个支持事件, 10 位数字, 请创建支持请求",
        "de, No incidents are left, 10 of 10 incidents, must have 10 digits, Create a support request"
    })
    @DisplayName("DOMAIN 7: outcomes, notices, refusals and faults of fields are in the reader's language")
    void answersInTheReadersLanguage(
            String language, String title, String reason, String expectedForm, String nextStep) {
        IssuedContract exhausted = known(IssuedContract.actionPack());
        knownBalance(exhausted, exhausted.product, 1, 10, 10, 0);
        linkIn(language, exhausted.accessId, exhausted.contractId)
                .statusCode(409)
                .body("code", equalTo("incidents-exhausted"))
                .body("title", equalTo(title))
                .body("reasons[0].detail", containsString(reason))
                .body("notices[0].text", containsString(reason));
        linkIn(language, "1234567890", exhausted.contractId)
                .statusCode(400)
                .body("errors[0].message", containsString(expectedForm));
        IssuedContract usable = known(new IssuedContract());
        knownBalance(usable, usable.product, 1, 20, 20, 0);
        linkIn(language, usable.accessId, usable.contractId)
                .statusCode(201)
                .body("nextStep", containsString(nextStep))
                .body("notices[0].text", containsString(reason.replace("10", "20")));
        linkIn(language, IssuedContract.accessId(), usable.contractId)
                .statusCode(422)
                .body(
                        "title",
                        "en".equals(language) || "de".equals(language)
                                ? equalTo("Access ID and Contract ID do not belong together")
                                : not(containsString("belong")));
    }

    private ValidatableResponse linkIn(String language, String accessId, String contractId) {
        return person.requestWithKey()
                .header("Accept-Language", language)
                .body(body(accessId, contractId, "CLOUD"))
                .post("/v1/contract-links")
                .then();
    }

    @Test
    @DisplayName("L-2: a replaced pair is a wrong one, the new one works")
    void refusesAReplacedPair() {
        IssuedContract contract = known(new IssuedContract());
        IssuedContract other = new IssuedContract();
        contract.state
                .put("accessIdDigest", other.state.get("accessIdDigest").textValue())
                .put("contractIdDigest", other.state.get("contractIdDigest").textValue());
        known(contract);
        link(person, contract).statusCode(422);
        link(person, other).statusCode(201).body("link.contract", equalTo(contract.id.toString()));
    }

    @Test
    @DisplayName("Architecture 4: digests under every live key are accepted")
    void acceptsEveryLiveKey() {
        link(person, known(new IssuedContract().digestedUnder("k1", "1"))).statusCode(201);
        link(person, known(new IssuedContract().digestedUnder("k2", "1"))).statusCode(422);
    }

    @ParameterizedTest
    @CsvSource({
        "1234567890,7K3M-9QXA-2T4B,malformed-access-id,accessId",
        "4024007108,7K3M-9QXA-2T4U,malformed-contract-id,contractId"
    })
    @DisplayName("L-2: a malformed ID is named with its expected form, and never repeated")
    void refusesMalformedIds(String accessId, String contractId, String code, String field) {
        String problem = link(person, accessId, contractId, "CLOUD")
                .statusCode(400)
                .body("code", equalTo(code))
                .body("errors.field", contains(field))
                .body("errors[0].message", containsString("must have 1"))
                .extract()
                .asString();
        assertThat(problem).doesNotContain(accessId, contractId);
    }

    @Test
    @DisplayName("L-2: two malformed IDs are named at once")
    void refusesTwoMalformedIds() {
        String problem = link(person, "4711-secret", "", "CLOUD")
                .statusCode(400)
                .body("code", equalTo("malformed-access-id"))
                .body("errors.field", contains("accessId", "contractId"))
                .body("reasons.code", contains("malformed-access-id", "malformed-contract-id"))
                .extract()
                .asString();
        assertThat(problem).doesNotContain("4711");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"accessId\":\"4024007108\",\"contractId\":\"7K3M-9QXA-2T4B\"}",
                "{\"accessId\":\"4024007108\",\"contractId\":null,\"portal\":\"CLOUD\"}",
                "{\"accessId\":4024007108,\"contractId\":\"7K3M-9QXA-2T4B\",\"portal\":\"CLOUD\"}",
                "{\"accessId\":\"4024007108\",\"contractId\":\"7K3M-9QXA-2T4B\",\"portal\":\"MOON\"}"
            })
    void refusesBadBodies(String body) {
        String problem = person.requestWithKey()
                .body(body)
                .post("/v1/contract-links")
                .then()
                .statusCode(400)
                .body("errors", notNullValue())
                .extract()
                .asString();
        assertThat(problem).doesNotContain("4024007108", "7K3M");
    }

    @Test
    @DisplayName("E-4: Action Pack from the cloud portal: linked, with the reason why nothing of it appears there")
    void noticesThatActionPackHasNoCloudBenefit() {
        IssuedContract contract = known(IssuedContract.actionPack());
        link(person, contract.accessId, contract.contractId, "CLOUD")
                .statusCode(201)
                .body("notices.code", contains("no-cloud-benefit"))
                .body("notices[0].text", containsString("Action Pack"));
        link(person, contract.accessId, contract.contractId, "ON_PREMISES")
                .statusCode(200)
                .body("notices", empty());
    }

    @Test
    @DisplayName("L-2: lines that cannot be used are noticed beside one that can")
    void noticesLines() {
        IssuedContract exhausted = known(new IssuedContract());
        knownBalance(exhausted, exhausted.product, 1, 20, 20, 0);
        link(person, exhausted)
                .statusCode(201)
                .body("notices.code", contains("line-exhausted"))
                .body("notices.benefitId", contains(exhausted.product.toString()))
                .body("notices[0].text", containsString("20 of 20"));
        IssuedContract expired = new IssuedContract();
        expired.line(0).put("endsAt", NOW.toString());
        link(person, known(expired)).statusCode(201).body("notices.code", contains("line-expired"));
    }

    @Test
    @DisplayName("E-3: a superseded line makes way for the better one")
    void hidesSupersededLines() {
        IssuedContract contract = new IssuedContract();
        contract.line(1).put("supersededBy", UUID.randomUUID().toString()).put("supersededAt", "2026-05-01T00:00:00Z");
        link(person, known(contract)).statusCode(201).body("plans.name", contains(IssuedContract.CLOUD));
    }

    @Test
    @DisplayName("L-4: while the view is behind, a pair without a match is no wrong pair; when it arrives, it works")
    void saysThatTheViewIsBehind() {
        IssuedContract contract = new IssuedContract();
        IssuedContract known = known(new IssuedContract());
        Instant later = freshness.asOf().orElseThrow().plusSeconds(6);
        clock.set(later);
        link(person, contract)
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("view-behind"));
        link(person, contract.accessId, known.contractId, "CLOUD").statusCode(503);
        link(person, known).statusCode(201);

        TestTopics.heartbeat(later, TOPICS);
        await().until(() -> freshness.isCompleteUntil("activation.contracts", later));
        link(person, contract).statusCode(422);
        link(person, known(contract)).statusCode(201);
    }

    @Test
    @DisplayName("L-4: while Kafka is held back, a right pair neither looks wrong nor counts; afterwards it works")
    void aRightPairDoesNotLookWrongWhileKafkaIsHeldBack() {
        IssuedContract known = known(new IssuedContract());
        IssuedContract contract = new IssuedContract();
        Line.toKafka().cut();
        try {
            clock.set(freshness.asOf("activation.contracts").orElseThrow().plusSeconds(6));
            for (int i = 0; i < 6; i++) {
                link(person, contract)
                        .statusCode(503)
                        .header("Retry-After", notNullValue())
                        .body("code", equalTo("view-behind"));
            }
            link(person, known).statusCode(201);
        } finally {
            Line.toKafka().restore();
        }
        contract.publish();
        upToDateAt(clock.instant());
        await().untilAsserted(() -> link(person, contract).statusCode(anyOf(equalTo(200), equalTo(201))));
        assertThat(sql("SELECT 1 FROM link_attempts WHERE cardinality(tried_at) > 0 AND account_id = '"
                        + person.userId() + "'"))
                .isEmpty();
    }

    @Test
    @DisplayName("L-4: a pair issued before the attempt is never called wrong, however little the view is behind")
    void aRightPairDoesNotLookWrongWhileItIsOnItsWay() {
        aMomentLater();
        for (int i = 0; i < 6; i++) {
            link(person, new IssuedContract())
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("code", equalTo("view-behind"));
        }
        assertThat(sql("SELECT 1 FROM link_attempts WHERE cardinality(tried_at) > 0 AND account_id = '"
                        + person.userId() + "'"))
                .isEmpty();
    }

    /** It is later than the view is complete, by as little as there is. */
    private void aMomentLater() {
        clock.set(freshness.asOf("activation.contracts").orElseThrow().plusMillis(1));
    }

    @Test
    @DisplayName("L-4: silent balances do not make a wrong pair look as if it were on its way")
    void onlyContractsThatAreLateMatter() {
        Instant later = clock.instant().plus(Duration.ofHours(1));
        clock.set(later);
        TestTopics.heartbeat(later, "activation.contracts");
        await().until(() -> freshness.isCompleteUntil("activation.contracts", later));
        assertThat(freshness.isBehind()).isTrue();
        link(person, IssuedContract.accessId(), IssuedContract.contractId(), "CLOUD")
                .statusCode(422);
    }

    @Test
    @DisplayName("L-4: a contract that is on its way is found by the first request")
    void waitsForAContractThatIsOnItsWay() {
        aMomentLater();
        IssuedContract contract = new IssuedContract();
        contract.publish();
        TestTopics.heartbeat(clock.instant(), TOPICS);
        link(person, contract).statusCode(201);
    }

    @Test
    @DisplayName("L-4: who waits for a contract holds no connection")
    void waitingHoldsNoConnection() throws InterruptedException {
        int people = 12;
        Callable<Integer> wrongPair =
                () -> link(Person.outsider(), IssuedContract.accessId(), IssuedContract.contractId(), "CLOUD")
                        .extract()
                        .statusCode();
        Concurrently.run(Collections.nCopies(people, wrongPair)); // opens connections, and warms up
        aMomentLater(); // all wait for news that do not come
        AtomicBoolean waiting = new AtomicBoolean(true);
        AtomicLong longestHold = new AtomicLong();
        Thread sampler = new Thread(() -> {
            long heldSince = System.nanoTime();
            while (waiting.get()) {
                if (dataSource.getMetrics().activeCount() < people) {
                    heldSince = System.nanoTime();
                }
                longestHold.accumulateAndGet(System.nanoTime() - heldSince, Math::max);
                LockSupport.parkNanos(1_000_000);
            }
        });
        sampler.start();
        assertThat(Concurrently.run(Collections.nCopies(people, wrongPair))).containsOnly(503);
        waiting.set(false);
        sampler.join();
        assertThat(Duration.ofNanos(longestHold.get())).isLessThan(Duration.ofMillis(500));
    }

    @Test
    @DisplayName("I7: 32 simultaneous links of one pair by one account: one link, and everybody gets it")
    void oneAccountAtOnceMakesOneLink() {
        IssuedContract contract = known(new IssuedContract());
        List<Response> answers = Concurrently.run(IntStream.range(0, 32)
                .<Callable<Response>>mapToObj(
                        i -> () -> link(person, contract).extract().response())
                .toList());
        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(201)
                .containsOnly(200, 201);
        List<String> ids =
                answers.stream().map(answer -> answer.<String>path("link.id")).toList();
        assertThat(ids).containsOnly(ids.get(0));
        person.request().get("/v1/contract-links").then().body("items.id", contains(ids.get(0)));
    }

    @Test
    @DisplayName("L-1: 32 accounts at once make 32 links")
    void manyAccountsAtOnceMakeManyLinks() {
        IssuedContract contract = known(new IssuedContract());
        List<String> ids = Concurrently.run(IntStream.range(0, 32)
                .<Callable<String>>mapToObj(i -> {
                    Person anyone = Person.outsider();
                    return () ->
                            link(anyone, contract).statusCode(201).extract().path("link.id");
                })
                .toList());
        assertThat(ids).doesNotHaveDuplicates().hasSize(32);
    }

    @Test
    @DisplayName("I3: one Idempotency-Key, one effect, one answer")
    void repeatsTheFirstAnswer() {
        IssuedContract contract = known(new IssuedContract());
        String key = UUID.randomUUID().toString();
        String body = body(contract.accessId, contract.contractId, "CLOUD");
        String first = linkWithKey(key, body).then().statusCode(201).extract().asString();
        assertThat(linkWithKey(key, body).then().statusCode(201).extract().asString())
                .isEqualTo(first);
        linkWithKey(key, body(contract.accessId, contract.contractId, "ON_PREMISES"))
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        person.request()
                .contentType("application/json")
                .body(body)
                .post("/v1/contract-links")
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-missing"));
    }

    private Response linkWithKey(String key, String body) {
        return person.request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/v1/contract-links");
    }

    @Test
    @DisplayName("Architecture 4: repeated and old events change nothing, whatever their order")
    void theNewestStateWins() {
        IssuedContract contract = IssuedContract.actionPack();
        contract.state.put("withdrawnAt", NOW.toString());
        contract.publish(5);
        contract.publish(5);
        await().untilAsserted(() ->
                assertThat(sequenceOf("known_contract", "id", contract.id)).isEqualTo(5L));
        contract.state.putNull("withdrawnAt");
        contract.publish(4);
        knownBalance(contract, contract.product, 8, 10, 10, 0);
        contract.publishBalance(contract.product, 7, 10, 1, 0);
        contract.publishBalance(contract.product, 8, 10, 1, 0);
        IssuedContract marker = known(new IssuedContract());
        knownBalance(marker, marker.product, 1, 20, 1, 0);

        link(person, contract)
                .statusCode(409)
                .body("code", equalTo("contract-withdrawn"))
                .body(
                        "reasons.code",
                        containsInAnyOrder("contract-withdrawn", "incidents-exhausted", "line-exhausted"));
        contract.publish(6);
        await().untilAsserted(
                        () -> link(person, contract).statusCode(409).body("code", equalTo("incidents-exhausted")));
    }
}
