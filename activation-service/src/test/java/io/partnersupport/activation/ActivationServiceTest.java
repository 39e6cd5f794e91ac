package io.partnersupport.activation;

import static io.partnersupport.activation.Elsewhere.listed;
import static io.partnersupport.activation.Requests.BENEFITS;
import static io.partnersupport.activation.Requests.activate;
import static io.partnersupport.activation.Requests.approve;
import static io.partnersupport.activation.Requests.awaitStatus;
import static io.partnersupport.activation.Requests.contractEvents;
import static io.partnersupport.activation.Requests.header;
import static io.partnersupport.activation.Requests.reject;
import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnersupport.activation.application.CompleteActivations;
import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Concurrently;
import io.partnersupport.kit.testing.EventContract;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithBacking
@QuarkusTestResource(Mailbox.class)
class ActivationServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String partnerId = Elsewhere.newPartnerId();
    private final Person admin = Person.of(partnerId, Role.GLOBAL_ADMIN);
    private final Person colleague = Person.of(partnerId);
    private final Person operator = Person.operator();
    private final Person stranger = Person.of("1", Role.GLOBAL_ADMIN);

    @Inject
    Elsewhere elsewhere;

    @Inject
    CompleteActivations worker;

    @Inject
    EntityManagerFactory entityManagers;

    @Inject
    Database database;

    @BeforeEach
    void partnerIsKnown() {
        elsewhere.partner(partnerId, "PARTNER_CENTER");
    }

    @Test
    @DisplayName("A-1 to A-4: an administrator activates, a worker completes, and every MPN user sees the pair")
    void activatesABenefit() {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of());
        admin.request()
                .get(BENEFITS)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("items.status", contains("AVAILABLE"))
                .body("items.canActivate", contains(true))
                .body("items[0].cannotActivateBecause", empty())
                .body("items[0].whoCanActivate", empty())
                .body("items[0].quantity", equalTo(20))
                .body("items[0].unlimited", equalTo(false))
                .body("items[0].remaining", equalTo(20))
                .body("items[0].contract", nullValue())
                .body("message", nullValue());

        Response requested = activate(admin, benefit);
        String id = requested.path("id");
        requested
                .then()
                .statusCode(202)
                .header("Location", endsWith("/v1/activations/" + id))
                .body("benefitId", equalTo(benefit.toString()))
                .body("status", equalTo("REQUESTED"))
                .body("requestedBy", equalTo(admin.userId()))
                .body("expectedBy", notNullValue())
                .body("completedAt", nullValue())
                .body("reason", nullValue());
        awaitStatus(id, "ACTIVE");

        JsonPath item = colleague.request().get(BENEFITS).jsonPath();
        assertThat(item.getString("items[0].status")).isEqualTo("ACTIVE");
        assertThat(item.getString("items[0].contract.accessId")).matches("[0-9]{10}");
        assertThat(item.getString("items[0].contract.contractId")).matches("([0-9A-HJKMNP-TV-Z]{4}-?){3}");
        assertThat(item.getString("items[0].contract.endsAt")).isEqualTo(item.getString("items[0].usableUntil"));
        assertThat(item.getList("items[0].cannotActivateBecause.code")).containsExactly("already-active");

        String contract = item.getString("items[0].contract.id");
        colleague
                .request()
                .get("/v1/contracts/" + contract)
                .then()
                .statusCode(200)
                .body("accessId", equalTo(item.getString("items[0].contract.accessId")))
                .body("contractId", equalTo(item.getString("items[0].contract.contractId")))
                .body("withdrawn", equalTo(false))
                .body("lines.benefitId", contains(benefit.toString()))
                .body("lines.granted", contains(20))
                .body("lines[0].covers.productKinds", contains("CLOUD"));
        colleague.request().get("/v1/contracts").then().body("items.id", contains(contract));
        colleague
                .request()
                .get("/v1/activations/" + id)
                .then()
                .body("completedAt", notNullValue())
                .body("expectedBy", equalTo(requested.path("expectedBy")));
    }

    @ParameterizedTest
    @DisplayName("A-1, chapter 6: who may activate")
    @CsvSource({
        "GLOBAL_ADMIN, 202,",
        "MPN_PARTNER_ADMIN, 202,",
        "USER_ADMIN, 403, role-required",
        "ADMIN_AGENT, 403, role-required",
        "HELPDESK_AGENT, 403, role-required",
        "VS_SUBSCRIPTION_ADMIN, 403, role-required",
        "SALES_AGENT, 403, role-required",
        "ACCOUNT_ADMIN, 403, role-required",
        "SUPPORT_ENGINEER, 403, role-required",
        "PROGRAM_OPERATOR, 403, role-required"
    })
    void rolesDecideWhoActivates(Role role, int status, String code) {
        elsewhere.user(partnerId, "Ada Contoso", "global-admin", "sales-agent");
        elsewhere.user(partnerId, "Ben Contoso", "sales-agent");
        UUID benefit = elsewhere.productSupport(partnerId, Map.of("processing", "REVIEW"));
        Person person = Person.of(partnerId, role);
        boolean may = status == 202;

        person.request()
                .get(BENEFITS + "?partnerId=" + partnerId)
                .then()
                .body("items.canActivate", contains(may))
                .body("items[0].cannotActivateBecause.code", may ? empty() : contains(code))
                .body("items[0].whoCanActivate.name", may ? empty() : contains("Ada Contoso"))
                .body("items.whoCanActivate.roles.flatten()", may ? empty() : contains("global-admin"));
        activate(person, benefit)
                .then()
                .statusCode(status)
                .body("code", equalTo(code))
                .body("detail", may ? nullValue() : containsString("Ada Contoso"));
    }

    @Test
    @DisplayName("E-6: an account associated through CSP only is refused everywhere, in the known words")
    void refusesCspOnlyAccounts() {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of());
        String activation = activate(admin, benefit).path("id");
        awaitStatus(activation, "ACTIVE");
        String contract = admin.request().get("/v1/contracts").path("items[0].id");
        Person cspOnly = Person.ofCspOnly(partnerId, Role.GLOBAL_ADMIN);
        Stream.of(
                        cspOnly.request().get(BENEFITS),
                        activate(cspOnly, benefit),
                        cspOnly.request().get("/v1/activations"),
                        cspOnly.request().get("/v1/activations/" + activation),
                        cspOnly.request().get("/v1/contracts"),
                        cspOnly.request().get("/v1/contracts/" + contract),
                        Person.outsider().request().get(BENEFITS))
                .forEach(refused -> refused.then()
                        .statusCode(403)
                        .contentType("application/problem+json")
                        .body("code", equalTo("mpn-association-required"))
                        .body("title", equalTo("You are not authorized for this action")));
        Person both = admin.with(Association.MPN, Association.CSP);
        both.request().get(BENEFITS).then().statusCode(200);
    }

    @Test
    @DisplayName("Other partners' benefits, activations and contracts look as if they did not exist")
    void hidesOtherPartners() {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of());
        String activation = activate(admin, benefit).path("id");
        awaitStatus(activation, "ACTIVE");
        String contract = admin.request().get("/v1/contracts").path("items[0].id");
        Stream.of(
                        activate(stranger, benefit),
                        activate(admin, UUID.randomUUID()),
                        Person.outsider().requestWithKey().post(BENEFITS + "/" + benefit + "/activation"),
                        stranger.request().get(BENEFITS + "?partnerId=" + partnerId),
                        stranger.request().get("/v1/activations?partnerId=" + partnerId),
                        stranger.request().get("/v1/activations/" + activation),
                        stranger.request().get("/v1/contracts?partnerId=" + partnerId),
                        stranger.request().get("/v1/contracts/" + contract),
                        admin.request().get("/v1/activations/no-uuid"))
                .forEach(refused -> refused.then().statusCode(404).body("code", equalTo("not-found")));
        stranger.request().get("/v1/activations").then().statusCode(200).body("items", empty());
    }

    @Test
    @DisplayName("A-3: operators see contracts, but not the pair")
    void hidesThePairFromOperators() {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of());
        awaitStatus(activate(admin, benefit).path("id"), "ACTIVE");
        JsonPath own = admin.request().get(BENEFITS).jsonPath();
        String contract = own.getString("items[0].contract.id");
        Stream.of(
                        operator.request().get(BENEFITS + "?partnerId=" + partnerId),
                        operator.request().get("/v1/contracts?partnerId=" + partnerId),
                        operator.request().get("/v1/contracts?limit=200"),
                        operator.request().get("/v1/contracts/" + contract))
                .forEach(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.asString())
                            .contains(contract)
                            .doesNotContain("accessId")
                            .doesNotContain("contractId")
                            .doesNotContain(own.getString("items[0].contract.accessId"))
                            .doesNotContain(own.getString("items[0].contract.contractId"));
                });
        operator.request().get(BENEFITS).then().statusCode(400).body("errors.field", contains("partnerId"));
        admin.request()
                .get(BENEFITS + "?partnerId=x")
                .then()
                .statusCode(400)
                .body("errors.field", contains("partnerId"));
    }

    @Test
    @DisplayName("E-5: no membership, the known message and a hint; an ended one counts as none")
    void saysThatThereAreNoBenefits() {
        Instant ended = Instant.now().minus(1, ChronoUnit.DAYS);
        elsewhere.productSupport(
                partnerId,
                Map.of(
                        "startsAt", ended.minus(395, ChronoUnit.DAYS),
                        "activateBy", ended.minus(30, ChronoUnit.DAYS),
                        "usableUntil", ended,
                        "listed", listed(ended.minus(395, ChronoUnit.DAYS), ended)));
        admin.request()
                .get(BENEFITS)
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("message", equalTo("Looks like you don't have any benefits yet"))
                .body("hint", containsString("wrong account"));
    }

    @Test
    @DisplayName("E-5, A-5: in the renewal window a benefit is listed and cannot be activated")
    void listsButDoesNotActivateInTheRenewalWindow() {
        UUID benefit = elsewhere.productSupport(
                partnerId, Map.of("activateBy", Instant.now().minus(1, ChronoUnit.HOURS)));
        assertRefused(admin, benefit, 409, "activation-window-closed");
    }

    @Test
    @DisplayName("E-15: a partner of PMC sees its benefits and is sent to Partner Frontline")
    void refusesPartnersManagedOutside() {
        String pmc = Elsewhere.newPartnerId();
        elsewhere.partner(pmc, "PMC");
        UUID benefit = elsewhere.productSupport(pmc, Map.of());
        assertRefused(Person.of(pmc, Role.GLOBAL_ADMIN), benefit, 409, "managed-outside")
                .then()
                .body("nextStep", containsString("Partner Frontline"));
        activate(Person.of(pmc), benefit)
                .then()
                .statusCode(403)
                .body("code", equalTo("role-required"))
                .body("reasons.code", contains("role-required", "managed-outside"));
    }

    @Test
    @DisplayName("A-6: hours are usable by everybody and need no activation")
    void hoursNeedNoActivation() {
        UUID hours = elsewhere.hours(partnerId);
        assertRefused(colleague, hours, 409, "activation-not-needed");
        colleague.request().get(BENEFITS).then().body("items.status", contains("ACTIVE"));
    }

    @Test
    @DisplayName("E-3: the lesser grant is not listed, and refused when it is named")
    void refusesTheLesserGrant() {
        UUID lesser = elsewhere.productSupport(partnerId, Map.of("quantity", 15, "listed", List.of()));
        UUID better = elsewhere.productSupport(partnerId, Map.of());
        admin.request().get(BENEFITS).then().body("items.benefitId", contains(better.toString()));
        activate(admin, lesser).then().statusCode(409).body("code", equalTo("superseded-by-better-grant"));
    }

    @Test
    void refusesWithdrawnAndFutureBenefitsAndOtherCategories() {
        UUID withdrawn = elsewhere.productSupport(partnerId, Map.of("withdrawn", true));
        Instant next = Instant.now().plus(1, ChronoUnit.DAYS);
        UUID future = elsewhere.productSupport(
                partnerId, Map.of("startsAt", next, "listed", listed(next, next.plus(30, ChronoUnit.DAYS))));
        UUID software = elsewhere.productSupport(partnerId, Map.of("category", "SOFTWARE"));
        admin.request().get(BENEFITS).then().body("items", empty());
        activate(admin, withdrawn).then().statusCode(409).body("code", equalTo("benefit-withdrawn"));
        activate(admin, future).then().statusCode(409).body("code", equalTo("activation-not-open-yet"));
        activate(admin, software).then().statusCode(404);
    }

    @Test
    @DisplayName("A benefit may be known before its partner: whether it is managed outside is not guessed")
    void asksForPatienceWhileThePartnerIsUnknown() {
        String unknown = Elsewhere.newPartnerId();
        UUID benefit = elsewhere.productSupport(unknown, Map.of());
        activate(Person.of(unknown, Role.GLOBAL_ADMIN), benefit)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("view-behind"));
    }

    @Test
    void needsAnIdempotencyKey() {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of());
        admin.request()
                .post(BENEFITS + "/" + benefit + "/activation")
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-missing"));
    }

    @Test
    @DisplayName("A-5: twenty at once, one of each benefit: one activation each, one contract, one line each")
    void concurrentActivationsGiveOneContract() throws Exception {
        List<UUID> benefits =
                List.of(elsewhere.productSupport(partnerId, Map.of()), elsewhere.cloudSupport(partnerId, Map.of()));
        List<Callable<Response>> requests = IntStream.range(0, 20)
                .mapToObj(i -> (Callable<Response>) () -> activate(
                        Person.of(partnerId, i % 4 < 2 ? Role.GLOBAL_ADMIN : Role.MPN_PARTNER_ADMIN),
                        benefits.get(i % 2)))
                .toList();

        List<Response> answers = Concurrently.run(requests);

        assertThat(answers).extracting(Response::statusCode).containsOnly(202);
        List<String> activations = answers.stream()
                .map(answer -> answer.<String>path("id"))
                .distinct()
                .toList();
        assertThat(activations).hasSize(2);
        Concurrently.run(IntStream.range(0, 8)
                .mapToObj(i -> (Callable<Integer>) worker::react)
                .toList());
        activations.forEach(id -> awaitStatus(id, "ACTIVE"));
        admin.request()
                .get("/v1/contracts")
                .then()
                .body("items", hasSize(1))
                .body(
                        "items[0].lines.benefitId",
                        containsInAnyOrder(
                                benefits.get(0).toString(), benefits.get(1).toString()));
        JsonPath items = admin.request().get(BENEFITS).jsonPath();
        assertThat(items.getList("items.contract.id")).hasSize(2).allMatch(items.get("items[0].contract.id")::equals);
        assertThat(database.count("SELECT count(*) FROM audit_entry WHERE partner_id = '" + partnerId + "'"))
                .isEqualTo(5); // two requested, two completed, one contract issued
    }

    @Test
    @DisplayName("A-2: many workers and repeated rounds complete each request once")
    void completesOnceHoweverOftenTheWorkerRuns() throws Exception {
        List<String> partners =
                IntStream.range(0, 6).mapToObj(i -> Elsewhere.newPartnerId()).toList();
        List<UUID> benefits = new ArrayList<>();
        for (String partner : partners) {
            elsewhere.partner(partner, "PARTNER_CENTER");
            benefits.add(elsewhere.productSupport(partner, Map.of("processing", "REVIEW")));
        }
        List<String> ids = IntStream.range(0, 6)
                .mapToObj(i -> activate(Person.of(partners.get(i), Role.GLOBAL_ADMIN), benefits.get(i))
                        .<String>path("id"))
                .toList();
        worker.react();
        ids.forEach(id -> operator.request().get("/v1/activations/" + id).then().body("status", equalTo("REQUESTED")));
        ids.forEach(id -> approve(id).then().statusCode(200));

        Concurrently.run(IntStream.range(0, 8)
                .mapToObj(i -> (Callable<Integer>) worker::react)
                .toList());

        ids.forEach(id -> awaitStatus(id, "ACTIVE"));
        assertThat(worker.react()).isZero();
        assertThat(worker.react()).isZero();
        for (String partner : partners) {
            assertThat(database.count("SELECT sum(sequence) FROM contract WHERE partner_id = '" + partner + "'"))
                    .isOne();
        }
        await().untilAsserted(() -> assertThat(TestTopics.read("activation.contracts"))
                .extracting(
                        event -> JSON.readTree(event.value()).get("partnerId").asText())
                .filteredOn(partners::contains)
                .containsExactlyInAnyOrderElementsOf(partners));
    }

    @Test
    @DisplayName("A-2: a request that cannot be completed does not hold up the later ones")
    void oneFailureDoesNotHoldUpTheOthers() throws Exception {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of("processing", "REVIEW"));
        UUID other = elsewhere.cloudSupport(partnerId, Map.of("processing", "REVIEW"));
        String failing = activate(admin, benefit).path("id");
        String later = activate(admin, other).path("id");
        // another contract has the line already: impossible in fact, and refused by the database
        UUID contract = UUID.randomUUID();
        database.execute("INSERT INTO contract VALUES ('%s', '1', 1, 'x', '%s', 'x', 'k1', NULL, 1)"
                .formatted(contract, contract));
        database.execute(
                "INSERT INTO contract_line SELECT id, '%s', kind, name, unit, 20, starts_at, usable_until, covers"
                                .formatted(contract)
                        + " FROM known_benefit WHERE id = '" + benefit + "'");
        approve(failing);
        approve(later);

        awaitStatus(later, "ACTIVE");

        operator.request().get("/v1/activations/" + failing).then().body("status", equalTo("REQUESTED"));
        database.execute("DELETE FROM contract_line WHERE contract_id = '" + contract + "'");
        database.execute("DELETE FROM contract WHERE id = '" + contract + "'");
        awaitStatus(failing, "ACTIVE");
        assertThat(database.count("SELECT count(*) FROM audit_entry WHERE subject = '" + benefit + "'"))
                .isEqualTo(3);
    }

    @Test
    @DisplayName("A-2: what is under review waits for an operator, may be rejected and requested again")
    void operatorsReview() {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of("processing", "REVIEW"));
        String first = activate(admin, benefit).path("id");
        operator.request()
                .get("/v1/activations?status=REQUESTED&partnerId=" + partnerId)
                .then()
                .body("items.id", contains(first));
        reject(operator, first, " ").then().statusCode(400).body("errors.field", contains("reason"));
        reject(admin, first, "no").then().statusCode(403).body("code", equalTo("operator-required"));
        reject(operator, first, "The company data is incomplete")
                .then()
                .statusCode(200)
                .body("status", equalTo("REJECTED"));
        reject(operator, first, "again").then().statusCode(409).body("code", equalTo("already-decided"));
        approve(UUID.randomUUID().toString()).then().statusCode(404);
        admin.request()
                .get("/v1/activations/" + first)
                .then()
                .body("reason", equalTo("The company data is incomplete"))
                .body("completedAt", notNullValue());
        admin.request()
                .get(BENEFITS)
                .then()
                .body("items.status", contains("REJECTED"))
                .body("items.canActivate", contains(true));

        String second = activate(admin, benefit).path("id");
        assertThat(second).isNotEqualTo(first);
        admin.request()
                .get(BENEFITS)
                .then()
                .body("items.status", contains("REQUESTED"))
                .body("items.activationId", contains(second))
                .body("items[0].cannotActivateBecause.code", contains("already-requested"));
        String key = UUID.randomUUID().toString();
        String approved = operator.request()
                .header("Idempotency-Key", key)
                .post("/v1/activations/" + second + "/approval")
                .asString();
        awaitStatus(second, "ACTIVE");
        assertThat(operator.request()
                        .header("Idempotency-Key", key)
                        .post("/v1/activations/" + second + "/approval")
                        .asString())
                .isEqualTo(approved);
        approve(second).then().statusCode(409).body("code", equalTo("already-decided"));
        assertThat(activate(colleagueAdmin(), benefit).<String>path("id")).isEqualTo(second);

        admin.request().get("/v1/activations").then().body("items.id", contains(second, first));
        String cursor = admin.request().get("/v1/activations?limit=1").path("nextCursor");
        admin.request().get("/v1/activations?limit=1&cursor=" + cursor).then().body("items.id", contains(first));
        assertThat(audit(benefit))
                .containsExactly(
                        "global-admin: AVAILABLE > REQUESTED",
                        "program-operator: REQUESTED > REJECTED The company data is incomplete",
                        "global-admin: REJECTED > REQUESTED",
                        "program-operator: REQUESTED > REQUESTED",
                        "worker: REQUESTED > ACTIVE");
    }

    @Test
    void automaticActivationsNeedNoReview() {
        String id =
                activate(admin, elsewhere.productSupport(partnerId, Map.of())).path("id");
        approve(id).then().statusCode(409).body("code", equalTo("not-under-review"));
    }

    @Test
    @DisplayName("A-2: what was withdrawn while it was reviewed is rejected, with the reason")
    void rejectsWhatWasWithdrawnMeanwhile() {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of("processing", "REVIEW"));
        String id = activate(admin, benefit).path("id");
        elsewhere.withdrawBenefit(partnerId, benefit);
        approve(id);
        awaitStatus(id, "REJECTED");
        admin.request().get("/v1/activations/" + id).then().body("reason", equalTo("The benefit was withdrawn"));
        admin.request().get("/v1/contracts").then().body("items", empty());
    }

    @Test
    @DisplayName(
            "E-3: a better grant in mid-year takes the older line's place on the same contract, with the same pair")
    void aBetterGrantSupersedes() {
        UUID silver = elsewhere.productSupport(partnerId, Map.of("quantity", 15));
        String first = activate(admin, silver).path("id");
        awaitStatus(first, "ACTIVE");
        JsonPath before = admin.request().get("/v1/contracts").jsonPath();
        Instant lastEnd = Instant.now().plus(400, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        UUID gold = elsewhere.productSupport(partnerId, Map.of("usableUntil", lastEnd));
        elsewhere.send("entitlement.benefits", silver.toString(), 2, Elsewhere.BENEFIT, silverAfterGold(silver));
        awaitStatus(activate(admin, gold).path("id"), "ACTIVE");

        admin.request()
                .get("/v1/contracts")
                .then()
                .body("items", hasSize(1))
                .body("items[0].accessId", equalTo(before.getString("items[0].accessId")))
                .body("items[0].contractId", equalTo(before.getString("items[0].contractId")))
                .body("items[0].startsAt", equalTo(before.getString("items[0].startsAt")))
                .body("items[0].endsAt", equalTo(lastEnd.toString()))
                .body("items[0].lines.benefitId", contains(silver.toString(), gold.toString()))
                .body("items[0].lines[0].supersededBy", equalTo(gold.toString()));
        admin.request()
                .get(BENEFITS)
                .then()
                .body("items.find { it.benefitId == '" + silver + "' }.status", equalTo("SUPERSEDED"))
                .body("items.find { it.benefitId == '" + gold + "' }.status", equalTo("ACTIVE"));
        awaitStatus(first, "SUPERSEDED");
        assertThat(audit(silver)).last().isEqualTo("worker: ACTIVE > SUPERSEDED");
    }

    @Test
    @DisplayName("A-7: another benefit year has another contract")
    void anotherYearHasAnotherContract() {
        List.of(1, 2)
                .forEach(year -> awaitStatus(
                        activate(admin, elsewhere.productSupport(partnerId, Map.of("benefitYear", year)))
                                .path("id"),
                        "ACTIVE"));
        JsonPath contracts = admin.request().get("/v1/contracts").jsonPath();
        assertThat(contracts.getList("items.benefitYear")).containsExactly(2, 1);
        assertThat(contracts.getList("items.accessId")).doesNotHaveDuplicates();
        String cursor = admin.request().get("/v1/contracts?limit=1").path("nextCursor");
        admin.request().get("/v1/contracts?limit=1&cursor=" + cursor).then().body("items.benefitYear", contains(1));
    }

    @Test
    @DisplayName("A-2: the list of activations is filtered by the status that it shows")
    void filtersByTheStatusThatItShows() {
        UUID superseded = elsewhere.productSupport(partnerId, Map.of("quantity", 10));
        awaitStatus(activate(admin, superseded).path("id"), "ACTIVE");
        awaitStatus(
                activate(admin, elsewhere.productSupport(partnerId, Map.of())).path("id"), "ACTIVE");
        UUID expired = elsewhere.cloudSupport(partnerId, Map.of("benefitYear", 2));
        awaitStatus(activate(admin, expired).path("id"), "ACTIVE");
        database.execute("UPDATE contract_line SET starts_at = starts_at - interval '2 years', ends_at = now()"
                + " WHERE benefit_id = '" + expired + "'");
        UUID withdrawn = elsewhere.cloudSupport(partnerId, Map.of());
        awaitStatus(activate(admin, withdrawn).path("id"), "ACTIVE");
        elsewhere.withdrawBenefit(partnerId, withdrawn);
        UUID rejected = elsewhere.productSupport(partnerId, Map.of("processing", "REVIEW"));
        reject(operator, activate(admin, rejected).path("id"), "no").then().statusCode(200);
        activate(admin, elsewhere.productSupport(partnerId, Map.of("processing", "REVIEW")));

        for (String status : List.of("REQUESTED", "ACTIVE", "REJECTED", "EXPIRED", "WITHDRAWN", "SUPERSEDED")) {
            admin.request().get("/v1/activations?status=" + status).then().body("items.status", contains(status));
        }
        admin.request().get("/v1/activations?status=AVAILABLE").then().body("items", empty());
        admin.request().get("/v1/activations?status=x").then().statusCode(400).body("errors.field", contains("status"));
    }

    @Test
    @DisplayName("What is published is the saved state, in exactly the form of the example")
    void publishesTheContractAsInTheExample() throws Exception {
        Map<String, Object> covers = Map.of("productKinds", List.of("ON_PREMISES"), "yetUnknown", Map.of("x", 1));
        UUID product = elsewhere.productSupport(partnerId, Map.of("covers", covers));
        awaitStatus(activate(admin, product).path("id"), "ACTIVE");
        UUID cloud = elsewhere.cloudSupport(partnerId, Map.of());
        awaitStatus(activate(admin, cloud).path("id"), "ACTIVE");
        await().untilAsserted(() -> assertThat(contractEvents(partnerId)).hasSize(2));

        List<ConsumerRecord<String, String>> events = contractEvents(partnerId);
        assertThat(events)
                .extracting(event -> header(event, "ce_type") + " " + header(event, "ce_sequence"))
                .containsExactly("partnersupport.contract.issued 1", "partnersupport.contract.changed 2");
        EventContract contract = new EventContract("activation-service", "contract");
        contract.assertDescribes(events.get(1).value());
        contract.assertDescribes(contract.example());
        JsonNode event = JSON.readTree(events.get(1).value());
        JsonNode example = JSON.readTree(contract.example());
        assertThat(fields(event)).isEqualTo(fields(example));
        assertThat(fields(event.at("/lines/0"))).isEqualTo(fields(example.at("/lines/0")));
        assertThat(event.at("/lines/0/covers")).isEqualTo(JSON.valueToTree(covers));
        assertThat(event.get("digestKeyId").asText()).isEqualTo("k2");

        JsonPath shown = admin.request().get("/v1/contracts").jsonPath();
        for (String field : List.of("id", "partnerId", "startsAt", "endsAt")) {
            assertThat(event.get(field).asText()).isEqualTo(shown.getString("items[0]." + field));
        }
        for (int line = 0; line < 2; line++) {
            for (String field : List.of("benefitId", "kind", "name", "unit", "unlimited", "startsAt", "endsAt")) {
                assertThat(event.at("/lines/" + line + "/" + field).asText())
                        .isEqualTo(shown.getString("items[0].lines[" + line + "]." + field));
            }
        }
    }

    @Test
    @DisplayName("A-3: no Access ID or Contract ID in any event, table or log")
    void keepsThePairSecret() throws Exception {
        awaitStatus(
                activate(admin, elsewhere.productSupport(partnerId, Map.of())).path("id"), "ACTIVE");
        JsonPath shown = admin.request().get("/v1/contracts").jsonPath();
        List<String> secrets = List.of(
                shown.getString("items[0].accessId"),
                shown.getString("items[0].contractId"),
                shown.getString("items[0].contractId").replace("-", ""));
        await().untilAsserted(() -> assertThat(contractEvents(partnerId)).hasSize(1));

        String events = TestTopics.read("activation.contracts").toString();
        String log = Files.readString(Path.of("target/activation-service.log"));
        for (String secret : secrets) {
            assertThat(events).doesNotContain(secret);
            assertThat(log).doesNotContain(secret);
            for (String table : List.of("contract", "contract_line", "activation", "audit_entry", "idempotency_key")) {
                assertThat(database.count("SELECT count(*) FROM " + table + " t WHERE t::text LIKE '%" + secret + "%'"))
                        .isZero();
            }
        }
        assertThat(log).isNotBlank();
    }

    @Test
    @DisplayName("A-13: audit entries are only ever added")
    void auditEntriesStay() {
        activate(admin, elsewhere.productSupport(partnerId, Map.of()));
        for (String change :
                List.of("DELETE FROM audit_entry", "UPDATE audit_entry SET reason = ''", "TRUNCATE audit_entry")) {
            assertThatThrownBy(() -> database.execute(change)).hasStackTraceContaining("only ever added");
        }
    }

    @Test
    @DisplayName("Balances show what is left; redelivered and older events change nothing")
    void keepsTheNewestState() throws Exception {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of());
        elsewhere.balance(benefit, 5, 7);
        elsewhere.balance(benefit, 5, 7);
        elsewhere.balance(benefit, 4, 8);
        elsewhere.send(
                "entitlement.benefits",
                benefit.toString(),
                1,
                Elsewhere.BENEFIT,
                Map.of("benefitId", benefit.toString(), "partnerId", partnerId, "name", "An older name"));
        // whichever partition the older ones are on, some of these follow them there
        IntStream.range(0, 8).forEach(i -> {
            elsewhere.balance(UUID.randomUUID(), 1, 1);
            elsewhere.cloudSupport(Elsewhere.newPartnerId(), Map.of());
        });

        admin.request()
                .get(BENEFITS)
                .then()
                .body("items.name", hasItem("Microsoft Product Support"))
                .body("items.name", not(hasItem("An older name")))
                .body("items.find { it.benefitId == '" + benefit + "' }.remaining", equalTo(7));
        assertThat(elsewhere.sequenceOf("incident.balances", benefit.toString()))
                .isEqualTo(5);
    }

    @Test
    @DisplayName("The producers' own examples are taken as they are")
    void takesTheProducersExamples() {
        elsewhere.send("entitlement.partners", "4960001", 1, Elsewhere.PARTNER, Map.of());
        elsewhere.send("entitlement.users", "8f2c0001-0000-4000-8000-000000000001", 1, Elsewhere.USER, Map.of());
        elsewhere.send("entitlement.benefits", "019e4a10-0001-7000-8000-000000000001", 1, Elsewhere.BENEFIT, Map.of());
        elsewhere.send("incident.balances", "019e4a10-0002-7000-8000-000000000001", 1, Elsewhere.BALANCE, Map.of());
        operator.request().get(BENEFITS + "?partnerId=4960001").then().statusCode(200);
    }

    @Test
    @DisplayName("A-2: what is requested is expected by the calendar of the partner's country in the edition in force")
    void expectsByTheCalendarOfTheCountry() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<String> everyDayOff = IntStream.range(-1, 60)
                .mapToObj(day -> today.plusDays(day).toString())
                .toList();
        elsewhere.send("entitlement.editions", "mpn-2021", 1, Elsewhere.EDITION, Map.of());
        elsewhere.send(
                "entitlement.editions",
                "test-calendars",
                1,
                Elsewhere.EDITION,
                Map.of(
                        "code", "test-calendars",
                        "effectiveFrom", "2022-01-01T00:00:00Z",
                        "policies",
                                Map.of(
                                        "calendars",
                                        List.of(Map.of(
                                                "region",
                                                "XX",
                                                "timeZone",
                                                "UTC",
                                                "workdays",
                                                List.of("MONDAY", "TUESDAY"),
                                                "holidays",
                                                everyDayOff)))));
        String away = Elsewhere.newPartnerId();
        elsewhere.send(
                "entitlement.partners",
                away,
                1,
                Elsewhere.PARTNER,
                Map.of("partnerId", away, "managedIn", "PARTNER_CENTER", "country", "XX"));
        Instant there =
                Instant.parse(activate(Person.of(away, Role.GLOBAL_ADMIN), elsewhere.productSupport(away, Map.of()))
                        .path("expectedBy"));
        Instant here = Instant.parse(
                activate(admin, elsewhere.productSupport(partnerId, Map.of())).path("expectedBy"));
        assertThat(there).isAfter(Instant.now().plus(60, ChronoUnit.DAYS));
        assertThat(here).isBefore(Instant.now().plus(8, ChronoUnit.DAYS));
    }

    @Test
    @DisplayName("The page costs the same number of statements, however much there is to show")
    void needsAConstantNumberOfStatements() {
        UUID first = elsewhere.productSupport(partnerId, Map.of());
        awaitStatus(activate(admin, first).path("id"), "ACTIVE");
        long withOne = statementsPerPage();
        IntStream.range(0, 5).forEach(i -> elsewhere.user(partnerId, "Admin " + i, "global-admin"));
        IntStream.rangeClosed(1, 6)
                .mapToObj(year -> elsewhere.cloudSupport(partnerId, Map.of("benefitYear", year)))
                .forEach(benefit -> awaitStatus(activate(admin, benefit).path("id"), "ACTIVE"));
        admin.request().get(BENEFITS).then().body("items", hasSize(7));
        assertThat(statementsPerPage()).isEqualTo(withOne).isLessThanOrEqualTo(6);
    }

    /** The least of several tries: what background workers send in between counts too. */
    private long statementsPerPage() {
        var statistics = entityManagers.unwrap(SessionFactory.class).getStatistics();
        return LongStream.range(0, 20)
                .map(i -> {
                    long before = statistics.getPrepareStatementCount();
                    admin.request().get(BENEFITS).then().statusCode(200);
                    return statistics.getPrepareStatementCount() - before;
                })
                .min()
                .orElseThrow();
    }

    private Person colleagueAdmin() {
        return Person.of(partnerId, Role.MPN_PARTNER_ADMIN);
    }

    private static Response assertRefused(Person person, UUID benefit, int status, String code) {
        person.request()
                .get(BENEFITS)
                .then()
                .body("items.benefitId", contains(benefit.toString()))
                .body("items.canActivate", contains(false))
                .body("items[0].cannotActivateBecause.code", contains(code));
        Response refused = activate(person, benefit);
        refused.then().statusCode(status).body("code", equalTo(code));
        return refused;
    }

    private Map<String, Object> silverAfterGold(UUID silver) {
        Instant now = Instant.now();
        return Map.of(
                "benefitId", silver.toString(),
                "partnerId", partnerId,
                "kind", "product-support",
                "startsAt", now.minus(10, ChronoUnit.DAYS),
                "usableUntil", now.plus(385, ChronoUnit.DAYS),
                "listed", listed(now.minus(10, ChronoUnit.DAYS), now));
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private List<Object> audit(UUID subject) {
        return database.list("""
                SELECT role || ': ' || from_state || ' > ' || to_state || coalesce(' ' || reason, '')
                FROM audit_entry WHERE subject = '%s' ORDER BY at""".formatted(subject));
    }
}
