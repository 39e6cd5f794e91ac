package io.partnersupport.linking;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Concurrently;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class ContractLinksTest extends ServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Person person = Person.outsider();

    @Test
    @DisplayName("L-5: an account lists its own links, each with its state now")
    void listsOwnLinks() {
        IssuedContract usable = known(new IssuedContract());
        IssuedContract exhausted = known(IssuedContract.actionPack());
        IssuedContract expired = known(new IssuedContract().ending(NOW.plusSeconds(60)));
        IssuedContract withdrawn = known(new IssuedContract());
        List<String> ids = new ArrayList<>();
        for (IssuedContract contract : List.of(usable, exhausted, expired, withdrawn)) {
            ids.add(0, link(person, contract).statusCode(201).extract().path("link.id"));
            clock.set(clock.instant().plusSeconds(1));
        }
        link(Person.outsider(), usable).statusCode(201);

        knownBalance(exhausted, exhausted.product, 1, 10, 10, 0);
        withdrawn.state.put("withdrawnAt", NOW.toString());
        known(withdrawn);
        clock.set(NOW.plusSeconds(60));

        person.request()
                .get("/v1/contract-links")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(ids))
                .body("items.state", contains("WITHDRAWN", "EXPIRED", "EXHAUSTED", "USABLE"))
                .body("items[3].contract", equalTo(usable.id.toString()))
                .body("items[3].linkedAt", equalTo("2026-06-01T00:00:00Z"))
                .body("items.account.subject.unique()", contains(person.userId()))
                .body("nextCursor", nullValue())
                .body("asOf", notNullValue());
        person.request()
                .get("/v1/contract-links?contract=" + usable.id)
                .then()
                .statusCode(200)
                .body("items.id", contains(ids.get(3)));
    }

    @Test
    @DisplayName("L-5: a partner's global admin or MPN partner admin sees which accounts link the partner's contracts")
    void adminsSeeTheLinksOfTheirContracts() {
        IssuedContract contract = known(new IssuedContract());
        Person colleague = Person.of(contract.partnerId);
        link(person, contract).statusCode(201);
        link(colleague, contract).statusCode(201);
        for (Person admin : List.of(
                Person.of(contract.partnerId, Role.GLOBAL_ADMIN),
                Person.of(contract.partnerId, Role.MPN_PARTNER_ADMIN),
                Person.operator())) {
            admin.request()
                    .get("/v1/contract-links?contract=" + contract.id)
                    .then()
                    .statusCode(200)
                    .body("items.account.subject", containsInAnyOrder(person.userId(), colleague.userId()))
                    .body("items.account.directory", containsInAnyOrder("MSA", "AAD"));
            admin.request().get("/v1/contract-links").then().statusCode(200).body("items", empty());
        }
    }

    @Test
    @DisplayName("I11: nobody else sees or removes a link: it looks as if it did not exist")
    void hidesLinksFromOthers() {
        IssuedContract contract = known(new IssuedContract());
        String id = link(person, contract).statusCode(201).extract().path("link.id");
        for (Person stranger : List.of(
                Person.outsider(),
                Person.of("1", Role.GLOBAL_ADMIN),
                Person.of(contract.partnerId, Role.USER_ADMIN),
                Person.ofCspOnly(contract.partnerId, Role.GLOBAL_ADMIN))) {
            stranger.request()
                    .get("/v1/contract-links?contract=" + contract.id)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("not-found"));
            stranger.request().delete("/v1/contract-links/" + id).then().statusCode(404);
            stranger.request().get("/v1/contract-links").then().statusCode(200).body("items", empty());
        }
        Person.operator().request().delete("/v1/contract-links/" + id).then().statusCode(404);
        Person colleague = Person.of(contract.partnerId);
        link(colleague, contract).statusCode(201);
        colleague
                .request()
                .get("/v1/contract-links?contract=" + contract.id)
                .then()
                .body("items.account.subject", contains(colleague.userId()));
        person.request()
                .get("/v1/contract-links?contract=" + UUID.randomUUID())
                .then()
                .statusCode(404);
        person.request()
                .get("/v1/contract-links?contract=x")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("contract"));
        person.request().delete("/v1/contract-links/x").then().statusCode(404);
        io.restassured.RestAssured.get("/v1/contract-links").then().statusCode(401);
    }

    @Test
    @DisplayName("L-5: unlink and link again, published as states of two links")
    void unlinksAndLinksAgain() throws IOException {
        IssuedContract contract = known(new IssuedContract());
        String first = link(person, contract).statusCode(201).extract().path("link.id");
        clock.set(NOW.plusSeconds(5));
        person.request().delete("/v1/contract-links/" + first).then().statusCode(204);
        person.request().delete("/v1/contract-links/" + first).then().statusCode(404);
        person.request().get("/v1/contract-links").then().body("items", empty());
        String second = link(person, contract)
                .statusCode(201)
                .body("link.id", not(first))
                .extract()
                .path("link.id");

        List<ConsumerRecord<String, String>> states = await().until(() -> eventsOf(first), hasSize(2));
        assertThat(states)
                .extracting(event -> header(event, "ce_type") + " " + header(event, "ce_sequence"))
                .containsExactly("partnersupport.contract-link.made 1", "partnersupport.contract-link.removed 2");
        JsonNode removed = JSON.readTree(states.get(1).value());
        assertThat(fields(removed))
                .isEqualTo(fields(IssuedContract.example("contract-linking-service", "contract-link")))
                .isEqualTo(fields(
                        JSON.readTree(Files.readString(Path.of("src/main/resources/events/contract-link.schema.json")))
                                .get("properties")));
        assertThat(removed.get("contract").textValue()).isEqualTo(contract.id.toString());
        assertThat(removed.get("account").textValue()).isEqualTo(person.userId());
        assertThat(removed.get("directory").textValue()).isEqualTo("MSA");
        assertThat(removed.get("linkedAt").textValue()).isEqualTo("2026-06-01T00:00:00Z");
        assertThat(removed.get("removedAt").textValue()).isEqualTo("2026-06-01T00:00:05Z");
        assertThat(JSON.readTree(states.get(0).value()).get("removedAt").isNull())
                .isTrue();
        await().until(() -> eventsOf(second), hasSize(1));
    }

    @Test
    @DisplayName("L-5: a partner's admin removes the link of someone who left")
    void adminsRemoveLinks() {
        IssuedContract contract = known(new IssuedContract());
        String id = link(person, contract).statusCode(201).extract().path("link.id");
        Person admin = Person.of(contract.partnerId, Role.MPN_PARTNER_ADMIN);
        admin.request().delete("/v1/contract-links/" + id).then().statusCode(204);
        person.request().get("/v1/contract-links").then().body("items", empty());
        assertThat(sql("SELECT removed_by FROM contract_link WHERE id = '" + id + "'")
                        .get(0))
                .isEqualTo(admin.userId());
    }

    @Test
    @DisplayName("L-5: links, unlinks and removals are audited; a partner's admins see their own, operators all")
    void auditsEveryChangeOfALink() {
        IssuedContract contract = known(new IssuedContract());
        Person admin = Person.of(contract.partnerId, Role.GLOBAL_ADMIN);
        String own = link(person, contract).statusCode(201).extract().path("link.id");
        clock.set(NOW.plusSeconds(1));
        person.request().delete("/v1/contract-links/" + own).then().statusCode(204);
        clock.set(NOW.plusSeconds(2));
        String removed = link(person, contract).statusCode(201).extract().path("link.id");
        link(person, contract).statusCode(200);
        clock.set(NOW.plusSeconds(3));
        admin.request().delete("/v1/contract-links/" + removed).then().statusCode(204);
        link(person, known(new IssuedContract())).statusCode(201);

        for (Person reader : List.of(admin, Person.operator())) {
            String entries = "/v1/link-audit-entries?contract=" + contract.id;
            reader.request()
                    .get(entries)
                    .then()
                    .statusCode(200)
                    .body("items.action", contains("REMOVED", "LINKED", "UNLINKED", "LINKED"))
                    .body("items.actor", contains(admin.userId(), person.userId(), person.userId(), person.userId()))
                    .body("items.role", contains("global-admin", "account", "account", "account"))
                    .body("items.account.unique()", contains(person.userId()))
                    .body("items.link", contains(removed, removed, own, own))
                    .body("items[0].at", equalTo("2026-06-01T00:00:03Z"));
            reader.request()
                    .get(entries + "&action=LINKED&from=2026-06-01T00:00:01Z&to=2026-06-01T00:00:03Z&account="
                            + person.userId())
                    .then()
                    .body("items.link", contains(removed));
            String cursor = reader.request()
                    .get(entries + "&limit=3")
                    .then()
                    .body("items", hasSize(3))
                    .extract()
                    .path("nextCursor");
            reader.request()
                    .get(entries + "&limit=3&cursor=" + cursor)
                    .then()
                    .body("items.link", contains(own))
                    .body("nextCursor", nullValue());
        }
        admin.request().get("/v1/link-audit-entries").then().body("items", hasSize(4));
        Person.operator()
                .request()
                .get("/v1/link-audit-entries?account=" + person.userId())
                .then()
                .body("items", hasSize(5));
        Person.of("1", Role.GLOBAL_ADMIN)
                .request()
                .get("/v1/link-audit-entries?contract=" + contract.id)
                .then()
                .statusCode(200)
                .body("items", empty());
        for (Person anyone : List.of(
                person,
                Person.of(contract.partnerId, Role.USER_ADMIN),
                Person.ofCspOnly(contract.partnerId, Role.GLOBAL_ADMIN))) {
            anyone.request()
                    .get("/v1/link-audit-entries")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("role-required"));
        }
        assertThatThrownBy(() -> sql("DELETE FROM link_audit_entry RETURNING 1"))
                .hasStackTraceContaining("audit entries are only ever added");
    }

    @Test
    @DisplayName("L-5: the links of a contract and the audit as CSV, all of it in one answer")
    void exportsLinksAndAudit() {
        IssuedContract contract = known(new IssuedContract());
        Person admin = Person.of(contract.partnerId, Role.GLOBAL_ADMIN);
        link(person, contract).statusCode(201);
        sql("INSERT INTO contract_link (id, contract_id, account_id, directory, link_policy, linked_at, sequence)"
                + " SELECT gen_random_uuid(), '" + contract.id + "', '=cmd' || number, 'AAD', 'ANY_ACCOUNT', '" + NOW
                + "', 1 FROM generate_series(1, 1200) AS number RETURNING 1");

        String csv = admin.request()
                .accept("text/csv")
                .get("/v1/contract-links?contract=" + contract.id)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", "attachment; filename=\"contract-links.csv\"")
                .extract()
                .asString();
        assertThat(csv.lines().findFirst()).contains("id,contract,account,directory,linkedAt,followedFrom,state");
        assertThat(csv.lines().map(line -> line.split(",")[0]).distinct()).hasSize(1 + 1 + 1200);
        assertThat(csv)
                .contains(person.userId() + ",MSA,2026-06-01T00:00:00Z,,USABLE\r\n", ",'=cmd7,")
                .doesNotContain(",=cmd");
        String audit = admin.request()
                .accept("text/csv")
                .get("/v1/link-audit-entries?contract=" + contract.id)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(audit.lines()).hasSize(2).last().asString().contains(",account,LINKED,");
        Person.outsider()
                .request()
                .accept("text/csv")
                .get("/v1/contract-links?contract=" + contract.id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    @DisplayName("A link that is removed many times at once is removed once")
    void removesOnce() {
        IssuedContract contract = known(new IssuedContract());
        String id = link(person, contract).statusCode(201).extract().path("link.id");
        List<Integer> statuses = Concurrently.run(java.util.Collections.nCopies(
                8, () -> person.request().delete("/v1/contract-links/" + id).statusCode()));
        assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 404);
    }

    @Test
    void pagesThroughLinks() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clock.set(clock.instant().plusSeconds(1));
            ids.add(0, link(person, known(new IssuedContract())).extract().path("link.id"));
        }
        String cursor = person.request()
                .get("/v1/contract-links?limit=2")
                .then()
                .body("items.id", equalTo(ids.subList(0, 2)))
                .extract()
                .path("nextCursor");
        person.request()
                .get("/v1/contract-links?limit=2&cursor=" + cursor)
                .then()
                .body("items.id", equalTo(ids.subList(2, 3)))
                .body("nextCursor", nullValue());
        Person.outsider()
                .request()
                .get("/v1/contract-links?limit=2&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-cursor"));
        person.request().get("/v1/contract-links?limit=201").then().statusCode(400);
    }

    @Test
    @DisplayName("L-3, A-3: the IDs are in no table, no event and no log, also not as a hash without a key")
    void theIdsAreNowhere() throws Exception {
        IssuedContract contract = known(new IssuedContract());
        String formatted = contract.contractId.substring(0, 4) + "-" + contract.contractId.substring(4, 8) + "-"
                + contract.contractId.substring(8);
        String body = body(contract.accessId, formatted, "CLOUD");
        String id = person.requestWithKey()
                .body(body)
                .post("/v1/contract-links")
                .then()
                .statusCode(201)
                .extract()
                .path("link.id");
        link(person, contract.accessId, IssuedContract.contractId(), "CLOUD").statusCode(422);
        link(person, contract.accessId, formatted + "0", "CLOUD").statusCode(400);
        link(person, contract.accessId, formatted, "MOON").statusCode(400);
        await().until(() -> eventsOf(id), hasSize(1));

        List<String> places = new ArrayList<>();
        for (Object table : sql("SELECT CAST(table_name AS text) FROM information_schema.tables"
                + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")) {
            sql("SELECT CAST(row AS text) FROM \"" + table + "\" AS row").forEach(row -> places.add((String) row));
        }
        for (String topic : List.of("linking.links", "activation.contracts.dead.linking")) {
            TestTopics.read(topic).forEach(event -> places.add(event.key() + event.value() + event.headers()));
        }
        places.add(Files.readString(Path.of("target/quarkus.log")));
        byte[] hashOfTheBody =
                java.security.MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        assertThat(places)
                .hasSizeGreaterThan(5)
                .noneSatisfy(place -> assertThat(place)
                        .containsAnyOf(
                                contract.accessId,
                                contract.contractId,
                                formatted,
                                java.util.HexFormat.of().formatHex(hashOfTheBody)));
    }

    private static List<ConsumerRecord<String, String>> eventsOf(String linkId) {
        return TestTopics.read("linking.links").stream()
                .filter(event -> event.key().equals(linkId))
                .toList();
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static Set<String> fields(JsonNode object) {
        return new TreeSet<>(StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
                .toList());
    }
}
