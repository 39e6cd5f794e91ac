package io.partnersupport.incident;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.incident.Neighbours.Contract;
import io.partnersupport.incident.application.OpenIncident;
import io.partnersupport.incident.application.SettleContracts;
import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.incident.Channel;
import io.partnersupport.incident.domain.incident.Contact;
import io.partnersupport.incident.domain.incident.IncidentDecision;
import io.partnersupport.incident.domain.incident.IncidentDecision.Accepted;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.Opened;
import io.partnersupport.incident.domain.incident.Opener;
import io.partnersupport.incident.domain.incident.Opening;
import io.partnersupport.incident.domain.incident.Openings;
import io.partnersupport.incident.domain.incident.PlanWish;
import io.partnersupport.incident.domain.incident.Requester;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.persistence.Ids;
import io.partnersupport.kit.testing.EventContract;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithBacking
class IncidentServiceTest {
    private final Person person = Person.outsider();
    private final Contract contract = new Contract();
    private final Person partnerUser = Person.of(contract.partnerId);
    private final Person operator = Person.operator();

    @Inject
    EntityManager entityManager;

    @Inject
    MovableClock clock;

    @Inject
    ViewFreshness freshness;

    @Inject
    SettleContracts settleContracts;

    @Inject
    OpenIncident openIncident;

    @Inject
    Openings openings;

    @BeforeEach
    void knowTheNeighbours() {
        clock.set(MovableClock.NOON);
        if (freshness.asOf().isEmpty()) {
            Neighbours.start(MovableClock.NOON);
            await().until(() -> !freshness.isBehind());
        }
    }

    @AfterEach
    void everyBalanceIsTheSumOfItsLedger() {
        assertThat(query("SELECT CAST(benefit_id AS text) FROM ledger_differences()"))
                .isEmpty();
    }

    // ---- plans

    @Test
    @DisplayName("I-1: available plans with both dates, granted, used and remaining, without a fake request")
    void listsAvailablePlans() {
        givenLinkedContract();
        plans("")
                .body("available.planType", contains("PARTNER_CONTRACT", "PARTNER_CONTRACT"))
                .body(
                        "available.planId",
                        containsInAnyOrder(id(contract.cloudSupport()), id(contract.productSupport())))
                .body("unavailable", empty())
                .body("asOf", notNullValue())
                .body(plan("available", contract.productSupport(), "startsAt"), equalTo("2026-03-02T09:31:00Z"))
                .body(plan("available", contract.productSupport(), "endsAt"), equalTo("2027-03-31T00:00:00Z"))
                .body(plan("available", contract.productSupport(), "granted"), equalTo(20))
                .body(plan("available", contract.productSupport(), "used"), equalTo(0))
                .body(plan("available", contract.productSupport(), "remaining"), equalTo(20))
                .body(plan("available", contract.productSupport(), "unlimited"), equalTo(false))
                .body(plan("available", contract.productSupport(), "contract"), equalTo(id(contract.id)))
                .body(plan("available", contract.cloudSupport(), "unlimited"), equalTo(true))
                .body(plan("available", contract.cloudSupport(), "remaining"), nullValue());
    }

    @Test
    @DisplayName("I-1, E-10, E-11: unavailable plans with all their reasons")
    void listsUnavailablePlansWithAllReasons() {
        givenLinkedContract();
        plans("?productId=sql-server&version=2019")
                .body("available", empty())
                .body(
                        plan("unavailable", contract.productSupport(), "reasons.code"),
                        contains("version-not-covered", "mainstream-support-ended"))
                .body(
                        plan("unavailable", contract.productSupport(), "reasons[0].nextStep"),
                        containsString("Partner support plan"))
                .body(plan("unavailable", contract.cloudSupport(), "reasons.code"), contains("cloud-product-only"));
        plans("?productId=azure")
                .body("available.planId", contains(id(contract.cloudSupport())))
                .body(
                        plan("unavailable", contract.productSupport(), "reasons.code"),
                        contains("on-premises-product-only"));
        plans("?productId=microsoft-365")
                .body("available", empty())
                .body(plan("unavailable", contract.cloudSupport(), "reasons.code"), contains("product-not-covered"));
    }

    @Test
    @DisplayName("I-1: a plan expires at the instant of its end")
    void plansExpireAtTheirEnd() {
        givenLinkedContract();
        Instant end = Instant.parse("2027-03-31T00:00:00Z");
        clock.set(end.minusNanos(1));
        plans("?productId=sql-server&version=2025").body("available.planId", contains(id(contract.productSupport())));
        clock.set(end);
        plans("?productId=sql-server&version=2025")
                .body("available", empty())
                .body(plan("unavailable", contract.productSupport(), "reasons.code"), contains("plan-expired"));
        open(incident("sql-server", "2025"), 409).body("code", equalTo("plan-expired"));
    }

    @Test
    @DisplayName("I-1: only the caller's own active links count")
    void listsOwnActiveLinksOnly() {
        givenLinkedContract();
        Person.outsider()
                .request()
                .get("/v1/support-plans")
                .then()
                .statusCode(200)
                .body("available", empty())
                .body("unavailable", empty());
        contract.unlink(person);
        await().untilAsserted(() -> plans("").body("available", empty()));
        open(incident("sql-server", "2025"), 409).body("code", equalTo("no-usable-plan"));
    }

    @Test
    void refusesUnknownProductsAndVersions() {
        plansWith("?productId=none", 422).body("code", equalTo("unknown-product"));
        plansWith("?productId=sql-server&version=1", 422).body("code", equalTo("unknown-version"));
        plansWith("?version=1", 400).body("errors[0].field", equalTo("productId"));
        plansWith("?productId=%00", 400).body("errors[0].field", equalTo("productId"));
    }

    @Test
    @DisplayName("ARCHITECTURE 4: behind its limit the service does not guess about what it does not know")
    void doesNotGuessWhileBehind() {
        givenLinkedContract();
        clock.advance(Duration.ofSeconds(6));
        plansWith("?productId=none", 503).body("code", equalTo("view-behind"));
        open(incident("none", null), 503).header("Retry-After", notNullValue());
        plans("").body("available.size()", equalTo(2));
        open(incident("sql-server", "2025"), 201);
    }

    @Test
    @DisplayName("I-1: the number of SQL statements does not depend on the number of contracts")
    void listsPlansWithAConstantNumberOfStatements() {
        givenLinkedContract();
        List<Contract> more = Stream.generate(Contract::new).limit(5).toList();
        int before = StatementCount.of(() -> plans("?productId=azure")).size();
        more.forEach(each -> each.send().link(person));
        await().untilAsserted(() -> plans("").body("available.size()", equalTo(12)));
        int after = StatementCount.of(() -> plans("?productId=azure")).size();
        assertThat(after).isEqualTo(before).isEqualTo(1);
    }

    // ---- opening

    @Test
    @DisplayName("I-2, I-7: any linked account opens an incident, and exactly one unit is spent")
    void opensAnIncidentAndSpendsOneUnit() {
        givenLinkedContract();
        ValidatableResponse opened = open(incident("sql-server", "2025"), 201)
                .body("number", matchesPattern("260601[0-9]{7}"))
                .body("status", equalTo("OPEN"))
                .body("plan.planId", equalTo(id(contract.productSupport())))
                .body("plan.name", equalTo("Microsoft Product Support"))
                .body("plan.chosenBecause", equalTo("ONLY_USABLE_PLAN"))
                .body("plan.why", notNullValue())
                .body("unitsSpent", equalTo(1))
                .body("remaining", equalTo(19))
                .body("unlimited", equalTo(false))
                .body("openedAt", equalTo("2026-06-01T12:00:00Z"));
        String incident = opened.extract().path("id");
        opened.header("Location", containsString("/v1/incidents/" + incident));
        ledger(contract.productSupport())
                .body("items.kind", contains("SPENT", "GRANTED"))
                .body("items[0].incident", equalTo(incident))
                .body("items[0].actor", equalTo(person.userId()))
                .body("items[0].balanceAfter", equalTo(19))
                .body("items[1].units", equalTo(20));
        person.request()
                .get("/v1/incidents/" + incident)
                .then()
                .statusCode(200)
                .body("title", equalTo("Queries hang"))
                .body("contact.timeZone", equalTo("Europe/Warsaw"));
    }

    @Test
    @DisplayName("I-2: an unlimited plan says how much it was used")
    void countsTheUseOfUnlimitedPlans() {
        givenLinkedContract();
        open(incident("azure", null), 201)
                .body("unlimited", equalTo(true))
                .body("remaining", nullValue())
                .body("unitsSpent", equalTo(1));
        plans("?productId=azure").body("available[0].used", equalTo(1));
        balance(contract.cloudSupport()).body("spent", equalTo(1)).body("unlimited", equalTo(true));
    }

    @Test
    @DisplayName("I-4, E-11: free kinds and Microsoft 365 need no plan and spend nothing")
    void opensWithoutAPlan() {
        open(incident("microsoft-365", null), 201)
                .body("plan.chosenBecause", equalTo("PRODUCT_NEEDS_NO_CONTRACT"))
                .body("plan.planId", nullValue())
                .body("unitsSpent", equalTo(0));
        open(incident("azure", null).put("kind", "BILLING"), 201).body("plan.chosenBecause", equalTo("KIND_IS_FREE"));
    }

    @Test
    @DisplayName("I-5: a named plan is used; one that is not linked is refused")
    void usesTheNamedPlan() {
        givenLinkedContract();
        open(incident("sql-server", "2025").put("planId", id(contract.productSupport())), 201)
                .body("plan.chosenBecause", equalTo("NAMED"));
        open(incident("sql-server", "2025").put("planId", id(contract.cloudSupport())), 409)
                .body("code", equalTo("cloud-product-only"));
        open(incident("sql-server", "2025").put("planId", id(UUID.randomUUID())), 422)
                .body("code", equalTo("unknown-plan"))
                .body("errors[0].field", equalTo("planId"));
    }

    @Test
    @DisplayName("I-5: of two counted plans the one that ends first pays")
    void theFirstToEndPays() {
        givenLinkedContract();
        Contract other = new Contract();
        other.withoutCloudSupport().send().link(person);
        await().untilAsserted(() -> plans("?productId=sql-server").body("available.size()", equalTo(2)));
        open(incident("sql-server", "2025").put("prefer", "COUNTED"), 201)
                .body("plan.chosenBecause", equalTo("ENDS_FIRST"));
    }

    @Test
    @DisplayName("I-8, E-4: cloud products without Signature Cloud Support; nothing linked; marketplace; severity A")
    void refusesWithReasonAndRemedy() {
        open(incident("sql-server", "2025"), 409)
                .body("code", equalTo("no-usable-plan"))
                .body("nextStep", containsString("Link a contract"));
        contract.withoutCloudSupport();
        givenLinkedContract();
        open(incident("azure", null), 409).body("code", equalTo("no-cloud-benefit"));
        open(incident("backup", null), 409)
                .body("code", equalTo("marketplace-product"))
                .body("nextStep", containsString("https://vendor.example, help@vendor.example"));
        open(incident("sql-server", "2025").put("severity", "A"), 422)
                .body("code", equalTo("severity-a-needs-reachable-contact"))
                .body("nextStep", containsString("severity B"));
        open(incident("sql-server", "2019").put("severity", "A"), 422)
                .body(
                        "reasons.code",
                        contains(
                                "severity-a-needs-reachable-contact",
                                "version-not-covered",
                                "mainstream-support-ended"));
        open(incident("sql-server", null), 422).body("code", equalTo("version-required"));
        balance(contract.productSupport()).body("spent", equalTo(0));
    }

    @Test
    @DisplayName("I-6: a check answers as opening would, and changes nothing")
    void checksWithoutSideEffect() {
        givenLinkedContract();
        check(incident("sql-server", "2025"))
                .body("decision", equalTo("accepted"))
                .body("planId", equalTo(id(contract.productSupport())))
                .body("units", equalTo(1))
                .body("reasons", empty());
        check(incident("sql-server", "2019"))
                .body("decision", equalTo("refused"))
                .body("units", equalTo(0))
                .body("reasons.code", contains("version-not-covered", "mainstream-support-ended"));
        check(incident("none", null)).body("reasons.code", contains("unknown-product"));
        balance(contract.productSupport()).body("spent", equalTo(0));
        person.request().get("/v1/incidents").then().body("items", empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind | \"ADVICE\" | kind",
                "productId | \" \" | productId",
                "title | null | title",
                "title | \"two\\nlines\" | title",
                "title | \"\\u0000\" | title",
                "description | \"\\u0000\" | description",
                "severity | 1 | severity",
                "planId | \"x\" | planId",
                "prefer | \"UNCOUNTED\" | prefer",
                "customer | {} | customer.customerId",
                "customer | 1 | customer",
                "problemClassification | \"OTHER\" | problemClassification",
                "contact | {} | contact.name",
                "contact | {} | contact.reachableAroundTheClock"
            })
    void badFieldsAreNamedAndNothingIsWritten(String field, String value, String named) {
        ObjectNode body = incident("sql-server", "2025");
        body.set(field, Neighbours.json(value));
        person.requestWithKey()
                .body(body.toString())
                .post("/v1/incidents")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(named));
        person.request().get("/v1/incidents").then().body("items", empty());
    }

    @Test
    void halfACharacterIsRefused() {
        person.requestWithKey()
                .body(incident("microsoft-365", null).toString().replace("Queries hang", "\\ud800"))
                .post("/v1/incidents")
                .then()
                .statusCode(400)
                .body("errors.field", contains("title"));
    }

    @ParameterizedTest
    @CsvSource({"title,200,201", "title,201,400", "description,10000,201", "description,10001,400"})
    void textsHaveALongestLength(String field, int length, int status) {
        open(incident("microsoft-365", null).put(field, "x".repeat(length)), status);
    }

    @Test
    void storesWhatWasTypedAsItWas() {
        String text = "Робота з БД 数据库 😀 '; DROP TABLE incident; -- <script>\n\ttab \\ \"quoted\"";
        String id = open(incident("microsoft-365", null).put("description", text), 201)
                .extract()
                .path("id");
        person.request().get("/v1/incidents/" + id).then().body("description", equalTo(text));
    }

    @Test
    void openingNeedsAKeyAndCheckingDoesNot() {
        person.request()
                .contentType("application/json")
                .body(incident("microsoft-365", null).toString())
                .post("/v1/incidents")
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-missing"));
    }

    @Test
    @DisplayName("Opening takes at most six SQL round trips in its transaction")
    void opensWithinSixStatements() {
        givenLinkedContract();
        await().untilAsserted(() -> balance(contract.productSupport()).body("spent", equalTo(0)));
        assertThat(StatementCount.of(() -> open(incident("sql-server", "2025"), 201)))
                .hasSizeBetween(1, 6);
        assertThat(StatementCount.of(() -> open(incident("azure", null), 201))).hasSizeBetween(1, 6);
    }

    // ---- many at once

    @Test
    @DisplayName("I-2: one unit left and 100 simultaneous opens: exactly one 201, 99 times incidents-exhausted")
    void theLastUnitIsSpentOnce() {
        contract.granting(1);
        givenLinkedContract();
        check(incident("sql-server", "2025")).body("decision", equalTo("accepted"));
        String body = incident("sql-server", "2025").toString();
        List<Response> answers =
                atOnce(100, () -> person.requestWithKey().body(body).post("/v1/incidents"));
        assertThat(answers).extracting(Response::statusCode).containsOnly(201, 409);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 409)
                .extracting(answer -> answer.path("code"))
                .containsOnly("incidents-exhausted");
        balance(contract.productSupport()).body("remaining", equalTo(0)).body("spent", equalTo(1));
        plans("?productId=sql-server&version=2025")
                .body(plan("unavailable", contract.productSupport(), "reasons.code"), contains("incidents-exhausted"));
    }

    @Test
    @DisplayName("I-2: when the last unit of one plan is lost, the next plan pays")
    void aLostRaceIsDecidedAnew() {
        contract.granting(1);
        givenLinkedContract();
        Contract second = new Contract().granting(1).send();
        second.link(person);
        await().untilAsserted(() -> plans("?productId=sql-server").body("available.size()", equalTo(2)));
        String body = incident("sql-server", "2025").toString();
        assertThat(atOnce(10, () -> person.requestWithKey().body(body).post("/v1/incidents")))
                .extracting(Response::statusCode)
                .containsOnly(201, 409)
                .filteredOn(status -> status == 201)
                .hasSize(2);
    }

    @Test
    @DisplayName("I-2: 32 simultaneous posts of one key open one incident and get equal answers")
    void oneKeyOpensOneIncident() {
        givenLinkedContract();
        String key = UUID.randomUUID().toString();
        String body = incident("sql-server", "2025").toString();
        List<Response> answers = atOnce(
                32,
                () -> person.request()
                        .contentType("application/json")
                        .header("Idempotency-Key", key)
                        .body(body)
                        .post("/v1/incidents"));
        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
        balance(contract.productSupport()).body("spent", equalTo(1));
    }

    @Test
    @DisplayName("I-3: after a random run over several plans each balance is the sum of its ledger")
    void aRandomRunKeepsTheBooks() {
        long seed = System.nanoTime();
        System.out.println("Seed of the random run: " + seed);
        Random random = new Random(seed);
        contract.granting(7);
        givenLinkedContract();
        List<Callable<Response>> openings = IntStream.range(0, 60)
                .mapToObj(i -> {
                    ObjectNode body = random.nextBoolean() ? incident("azure", null) : incident("sql-server", "2025");
                    String text = (random.nextInt(5) == 0 ? body.put("kind", "FRAUD") : body).toString();
                    return (Callable<Response>)
                            () -> person.requestWithKey().body(text).post("/v1/incidents");
                })
                .toList();
        List<Response> answers = atOnce(openings);
        assertThat(answers).extracting(Response::statusCode).containsOnly(201, 409);
        long spent = answers.stream()
                .filter(answer -> answer.statusCode() == 201)
                .filter(answer -> id(contract.productSupport()).equals(answer.path("plan.planId")))
                .count();
        balance(contract.productSupport())
                .body("spent", equalTo((int) spent))
                .body("remaining", equalTo(7 - (int) spent));
    }

    @Test
    @DisplayName("The port opens a list: each opening is paid in turn, or not at all, whatever becomes of the others")
    void opensAListInOneGo() {
        contract.granting(3);
        givenLinkedContract();
        List<Opening> list = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            list.add(opening(incident("sql-server", "2025")));
        }
        list.add(opening(incident("azure", null)));
        list.add(opening(incident("microsoft-365", null)));

        List<Opened> opened = QuarkusTransaction.requiringNew().call(() -> openings.open(list));

        assertThat(opened).extracting(each -> each.incident().number()).doesNotHaveDuplicates();
        assertThat(opened)
                .extracting(each -> each.incident().opening().request().productId())
                .containsExactlyInAnyOrder("sql-server", "sql-server", "sql-server", "azure", "microsoft-365");
        ledger(contract.productSupport())
                .body("items.kind", contains("SPENT", "SPENT", "SPENT", "GRANTED"))
                .body("items.balanceAfter", contains(0, 1, 2, 3));
        balance(contract.productSupport()).body("remaining", equalTo(0));
        balance(contract.cloudSupport()).body("spent", equalTo(1));
    }

    @Test
    @DisplayName("Lists that share balances never wait for each other in a circle")
    void listsDoNotDeadlock() {
        givenLinkedContract();
        List<Opening> pair = List.of(opening(incident("sql-server", "2025")), opening(incident("azure", null)));
        List<Callable<List<Opened>>> lists = IntStream.range(0, 10)
                .<Callable<List<Opened>>>mapToObj(i -> () -> QuarkusTransaction.requiringNew()
                        .call(() -> openings.open(Stream.of(pair.get(i % 2), pair.get(1 - i % 2))
                                .map(IncidentServiceTest::again)
                                .toList())))
                .toList();
        assertThat(atOnce(lists)).allMatch(opened -> opened.size() == 2);
        balance(contract.productSupport()).body("spent", equalTo(10));
        balance(contract.cloudSupport()).body("spent", equalTo(10));
    }

    private Opening opening(ObjectNode body) {
        IncidentRequest request = new IncidentRequest(
                IncidentKind.BREAK_FIX,
                body.get("productId").asText(),
                Optional.ofNullable(body.get("version")).map(JsonNode::asText),
                Severity.C,
                "Title",
                "Description",
                new Contact("Ada", "ada@contoso.example", Optional.empty(), "en", "PL", ZoneOffset.UTC, false),
                Channel.WEB,
                Optional.empty(),
                Optional.empty());
        AccountId account = new AccountId(person.userId());
        Opener opener = new Opener(account, Optional.empty());
        IncidentDecision decision = openIncident.check(
                new Requester(opener, false, Set.of()), request, new PlanWish(Optional.empty(), false));
        return Opening.of(
                new IncidentId(Ids.next(clock.instant())), opener, request, (Accepted) decision, clock.instant());
    }

    private static Opening again(Opening opening) {
        return new Opening(
                new IncidentId(Ids.next(opening.openedAt())),
                opening.opener(),
                opening.request(),
                opening.plan(),
                opening.because(),
                opening.units(),
                opening.responseTarget(),
                opening.openedAt());
    }

    @Test
    @DisplayName("I-3: two reactions at once grant every line once")
    void concurrentReactionsGrantOnce() {
        List<Contract> contracts =
                Stream.generate(Contract::new).limit(10).map(Contract::send).toList();
        await().untilAsserted(() -> assertThat(contracts)
                .allMatch(each -> !query("SELECT CAST(id AS text) FROM contract WHERE id = '%s'".formatted(each.id))
                        .isEmpty()));
        execute("UPDATE contract SET unsettled = true");
        List<Callable<Integer>> reactions = Stream.<Callable<Integer>>generate(() -> settleContracts::react)
                .limit(8)
                .toList();
        atOnce(reactions);
        for (Contract each : contracts) {
            ledger(each.productSupport()).body("items.kind", contains("GRANTED"));
            ledger(each.cloudSupport()).body("items.kind", contains("GRANTED"));
        }
    }

    // ---- contracts that change

    @Test
    @DisplayName("E-3: a better line carries over what was spent, and the link needs nothing")
    void aBetterLineCarriesOverWhatWasSpent() {
        contract.granting(15);
        givenLinkedContract();
        open(incident("sql-server", "2025"), 201);
        open(incident("sql-server", "2025"), 201);
        UUID old = contract.superseding(20);
        contract.send();
        await().untilAsserted(() -> balance(contract.productSupport())
                .body("remaining", equalTo(18))
                .body("spent", equalTo(2)));
        balance(old).body("remaining", equalTo(0)).body("withdrawn", equalTo(13));
        ledger(contract.productSupport())
                .body("items.reason", contains("CARRIED_OVER", "BENEFIT_ACTIVATED"))
                .body("items[0].carriedFrom", equalTo(id(old)));
        plans("?productId=sql-server")
                .body("available.planId", contains(id(contract.productSupport())))
                .body(plan("unavailable", old, "reasons.code"), contains("superseded"));
        open(incident("sql-server", "2025"), 201)
                .body("plan.planId", equalTo(id(contract.productSupport())))
                .body("remaining", equalTo(17));
    }

    @Test
    @DisplayName("I-3: a withdrawn contract takes back what is left; what was opened stands")
    void aWithdrawnContractTakesBackTheRest() {
        givenLinkedContract();
        open(incident("sql-server", "2025"), 201);
        contract.withdrawn().send();
        await().untilAsserted(() -> balance(contract.productSupport())
                .body("withdrawn", equalTo(19))
                .body("spent", equalTo(1)));
        plans("")
                .body("available", empty())
                .body(plan("unavailable", contract.productSupport(), "reasons.code"), contains("contract-withdrawn"));
        open(incident("azure", null), 409).body("code", equalTo("contract-withdrawn"));
    }

    @Test
    @DisplayName("ARCHITECTURE 4: repeated and older events change nothing, and what arrives first waits for nothing")
    void redeliveryAndDisorderAreHarmless() {
        contract.link(person);
        contract.send(5);
        await().untilAsserted(() -> plans("").body("available.size()", equalTo(2)));
        open(incident("sql-server", "2025"), 201);
        contract.send(5);
        contract.withdrawn().send(4);
        Contract marker = new Contract().send();
        await().untilAsserted(() -> balance(marker.productSupport(), Person.of(marker.partnerId)));
        plans("").body("available.size()", equalTo(2));
        ledger(contract.productSupport()).body("items.kind", contains("SPENT", "GRANTED"));
    }

    @Test
    @DisplayName("ARCHITECTURE 4: a missing balance means as granted, and opening does not wait for it")
    void opensBeforeTheLedgerKnowsTheContract() {
        givenLinkedContract();
        // as after a restore of the projections alone: nothing is granted yet, and nobody has reacted
        Contract fresh = new Contract();
        String columns = "name, unit, unlimited, granted, starts_at, ends_at, covers, superseded_by, sequence";
        QuarkusTransaction.requiringNew().run(() -> {
            executeNow("INSERT INTO contract SELECT '%s', '%s', false, true, 1".formatted(fresh.id, fresh.partnerId));
            executeNow(
                    "INSERT INTO contract_line (benefit_id, contract, %s) SELECT '%s', '%s', %s FROM contract_line WHERE benefit_id = '%s'"
                            .formatted(columns, fresh.productSupport(), fresh.id, columns, contract.productSupport()));
            executeNow("INSERT INTO contract_link VALUES ('%s', '%s', '%s', false, 1)"
                    .formatted(UUID.randomUUID(), fresh.id, person.userId()));
        });
        open(incident("sql-server", "2025").put("planId", id(fresh.productSupport())), 201)
                .body("remaining", equalTo(19));
    }

    // ---- reading

    @Test
    @DisplayName("I-13: own incidents newest first, in pages")
    void listsOwnIncidentsNewestFirst() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(0, open(incident("microsoft-365", null), 201).extract().path("id"));
            clock.advance(Duration.ofSeconds(1));
        }
        String cursor = person.request()
                .get("/v1/incidents?limit=2")
                .then()
                .statusCode(200)
                .body("items.id", contains(ids.get(0), ids.get(1)))
                .body("items[0].description", nullValue())
                .extract()
                .path("nextCursor");
        person.request()
                .get("/v1/incidents?limit=2&cursor=" + cursor)
                .then()
                .body("items.id", contains(ids.get(2)))
                .body("nextCursor", nullValue());
        Person.outsider().request().get("/v1/incidents?cursor=" + cursor).then().statusCode(400);
    }

    @Test
    @DisplayName(
            "I-13: an incident is read by its opener, admins of the opener's partner and engineers, by nobody else")
    void hidesIncidentsFromOthers() {
        String partner = contract.partnerId;
        String body = incident("microsoft-365", null).toString();
        String id = partnerUser
                .requestWithKey()
                .body(body)
                .post("/v1/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Person engineer = Person.of("1", Role.SUPPORT_ENGINEER);
        for (Person reader : List.of(partnerUser, Person.of(partner, Role.ADMIN_AGENT), engineer)) {
            reader.request().get("/v1/incidents/" + id).then().statusCode(200);
        }
        for (Person stranger :
                List.of(Person.of(partner), Person.of("1", Role.GLOBAL_ADMIN), Person.outsider(), operator)) {
            stranger.request().get("/v1/incidents/" + id).then().statusCode(404);
        }
        String ofOutsider = open(incident("microsoft-365", null), 201).extract().path("id");
        Person.of(partner, Role.GLOBAL_ADMIN)
                .request()
                .get("/v1/incidents/" + ofOutsider)
                .then()
                .statusCode(404);
        person.request().get("/v1/incidents/x").then().statusCode(404);
    }

    @Test
    @DisplayName("I-3: balances and ledger are read by MPN users of the partner and operators; others find nothing")
    void hidesBalancesFromOthers() {
        givenLinkedContract();
        String benefit = id(contract.productSupport());
        List<String> paths = List.of(
                "/v1/balances/" + benefit,
                "/v1/balances/" + benefit + "/ledger",
                "/v1/balances?contract=" + contract.id);
        for (String path : paths) {
            partnerUser.request().get(path).then().statusCode(200);
            operator.request().get(path).then().statusCode(200);
            for (Person stranger :
                    List.of(person, Person.of("1", Role.GLOBAL_ADMIN), Person.ofCspOnly(contract.partnerId))) {
                stranger.request().get(path).then().statusCode(404).body("code", equalTo("not-found"));
            }
        }
        partnerUser
                .request()
                .get("/v1/balances?contract=" + contract.id)
                .then()
                .body("items.benefitId", hasItems(benefit, id(contract.cloudSupport())));
        partnerUser.request().get("/v1/balances").then().statusCode(400).body("errors[0].field", equalTo("contract"));
        partnerUser
                .request()
                .get("/v1/balances?contract=" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    @Test
    @DisplayName("I-3: the ledger in pages, newest first")
    void pagesTheLedger() {
        givenLinkedContract();
        open(incident("sql-server", "2025"), 201);
        open(incident("sql-server", "2025"), 201);
        String path = "/v1/balances/" + contract.productSupport() + "/ledger?limit=2";
        String cursor = partnerUser
                .request()
                .get(path)
                .then()
                .body("items.balanceAfter", contains(18, 19))
                .extract()
                .path("nextCursor");
        partnerUser
                .request()
                .get(path + "&cursor=" + cursor)
                .then()
                .body("items.balanceAfter", contains(20))
                .body("nextCursor", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"UPDATE ledger_entry SET units = 0", "DELETE FROM ledger_entry", "TRUNCATE ledger_entry"})
    @DisplayName("I-3: the database refuses to alter the ledger")
    void theLedgerIsAppendOnly(String statement) {
        givenLinkedContract();
        assertThatThrownBy(() -> execute(statement)).hasStackTraceContaining("append-only");
    }

    @Test
    @DisplayName("I-2: the database refuses a balance below zero")
    void aBalanceIsNeverBelowZero() {
        givenLinkedContract();
        assertThatThrownBy(() -> execute(
                        "UPDATE balance SET spent = spent + 21, remaining = remaining - 21 WHERE benefit_id = '%s'"
                                .formatted(contract.productSupport())))
                .hasStackTraceContaining("balance_remaining_check");
    }

    // ---- events

    @Test
    @DisplayName("Events have the fields of their examples, rise in sequence, and hold nothing that was typed")
    void eventsAreLikeTheirExamples() {
        givenLinkedContract();
        String incident = open(incident("sql-server", "2025"), 201).extract().path("id");
        ConsumerRecord<String, String> opened = event("incident.incidents", incident, 1);
        new EventContract("incident-service", "incident").assertDescribes(opened.value());
        assertThat(opened.value()).doesNotContain("Queries hang", "since Monday", "Ada", "example", "+48");
        assertThat(header(opened, "ce_type")).isEqualTo("partnersupport.incident.opened");

        ConsumerRecord<String, String> changed = event("incident.balances", id(contract.productSupport()), 2);
        new EventContract("incident-service", "balance").assertDescribes(changed.value());
        assertThat(Neighbours.json(changed.value()).get("remaining").asLong()).isEqualTo(19);
        assertThat(Neighbours.json(changed.value()).get("partnerId").asText()).isEqualTo(contract.partnerId);

        String unlimitedState =
                event("incident.balances", id(contract.cloudSupport()), 1).value();
        new EventContract("incident-service", "balance").assertDescribes(unlimitedState);
        JsonNode unlimited = Neighbours.json(unlimitedState);
        assertThat(unlimited.get("granted").isNull()).isTrue();
        assertThat(unlimited.get("remaining").isNull()).isTrue();
    }

    // ---- helps

    private void givenLinkedContract() {
        contract.send().link(person);
        await().untilAsserted(() -> assertThat(
                        person.request().get("/v1/support-plans").jsonPath().getList("available.planId"))
                .contains(id(contract.productSupport())));
        await().untilAsserted(() -> balance(contract.productSupport()));
    }

    private static ObjectNode incident(String productId, String version) {
        ObjectNode body = (ObjectNode) Neighbours.json("""
                {"kind":"BREAK_FIX","severity":"C","title":"Queries hang","description":"It began\\nsince Monday",
                "contact":{"name":"Ada","email":"ada@contoso.example","phone":"+48 22 000 00","language":"en",
                "country":"PL","timeZone":"Europe/Warsaw","reachableAroundTheClock":false},"channel":"WEB"}""");
        body.put("productId", productId);
        if (version != null) {
            body.put("version", version);
        }
        return body;
    }

    private ValidatableResponse open(ObjectNode body, int status) {
        return person.requestWithKey()
                .body(body.toString())
                .post("/v1/incidents")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(status);
    }

    private ValidatableResponse check(ObjectNode body) {
        return person.request()
                .contentType("application/json")
                .body(body.toString())
                .post("/v1/incident-checks")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse plans(String query) {
        return plansWith(query, 200);
    }

    private ValidatableResponse plansWith(String query, int status) {
        return person.request()
                .urlEncodingEnabled(false)
                .get("/v1/support-plans" + query)
                .then()
                .statusCode(status);
    }

    private ValidatableResponse balance(UUID benefit) {
        return balance(benefit, partnerUser);
    }

    private static ValidatableResponse balance(UUID benefit, Person reader) {
        return reader.request().get("/v1/balances/" + benefit).then().statusCode(200);
    }

    private ValidatableResponse ledger(UUID benefit) {
        return operator.request()
                .get("/v1/balances/" + benefit + "/ledger")
                .then()
                .statusCode(200);
    }

    private static String plan(String list, UUID planId, String field) {
        return "%s.find { it.planId == '%s' }.%s".formatted(list, planId, field);
    }

    private static String id(UUID id) {
        return id.toString();
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) {
        return atOnce(Stream.generate(() -> call).limit(times).toList());
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            CountDownLatch ready = new CountDownLatch(calls.size());
            List<Future<T>> futures = calls.stream()
                    .map(call -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return call.call();
                    }))
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<?> query(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entityManager.createNativeQuery(sql).getResultList());
    }

    private void execute(String sql) {
        QuarkusTransaction.requiringNew().run(() -> executeNow(sql));
    }

    private void executeNow(String sql) {
        entityManager.createNativeQuery(sql).executeUpdate();
    }

    private static ConsumerRecord<String, String> event(String topic, String key, long sequence) {
        return await().until(
                        () -> TestTopics.read(topic).stream()
                                .filter(event -> event.key().equals(key))
                                .filter(event -> Long.toString(sequence).equals(header(event, "ce_sequence")))
                                .findFirst()
                                .orElse(null),
                        java.util.Objects::nonNull);
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        return new String(event.headers().lastHeader(name).value(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
