package io.partnersupport.incident;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.incident.Neighbours.Contract;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The role table (DOMAIN.md chapter 6), cell by cell, for everybody of the own partner and of another one. */
@QuarkusTest
@WithBacking
class RolesTest {
    private static final Set<Role> ADMINS = EnumSet.of(Role.GLOBAL_ADMIN, Role.MPN_PARTNER_ADMIN, Role.ADMIN_AGENT);
    private static final Set<Role> MANAGE_GROUPS = EnumSet.of(Role.HELPDESK_AGENT, Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);

    private final Contract contract = new Contract();
    private final String partnerId = contract.partnerId;
    private final Person agent = Person.of(partnerId, Role.ADMIN_AGENT).with(Association.MPN, Association.CSP);
    private final Person member = Person.of(partnerId);
    private final Person engineer = Person.of(null, Role.SUPPORT_ENGINEER);
    private UUID customer;

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
        Neighbours.partner(partnerId, "DIRECT", "PARTNER_CENTER", UUID.randomUUID());
        customer = Neighbours.customer(partnerId, state -> {});
        contract.send();
        await().untilAsserted(() -> put(agent, group(), "{\"members\":[\"%s\"]}".formatted(member.userId()), 200));
        await().untilAsserted(() -> assertThat(status(agent, "GET", "/v1/support-plans?customerId=" + customer, ""))
                .isEqualTo(200));
        await().untilAsserted(
                        () -> assertThat(status(agent, "GET", balance(), "")).isEqualTo(200));
    }

    private enum Side {
        CUSTOMER,
        SUPPORT,
        NOBODY
    }

    /** An act on an incident that was cancelled: who may not even read it finds nothing, who may not do it is told. */
    private record Act(String method, String path, String body, int customer, int support) {
        int expected(Side side) {
            return switch (side) {
                case CUSTOMER -> customer;
                case SUPPORT -> support;
                case NOBODY -> 404;
            };
        }
    }

    private static final Act[] ACTS = {
        new Act("GET", "", "", 200, 200),
        new Act("GET", "/communications", "", 200, 200),
        new Act("GET", "/history", "", 200, 200),
        new Act("GET", "/attachments", "", 200, 200),
        new Act("PATCH", "", "{\"title\":\"Other\"}", 409, 403),
        new Act("PATCH", "", "{\"severity\":\"B\"}", 409, 409),
        new Act("POST", "/communications", "{\"text\":\"Hello\"}", 409, 409),
        new Act("POST", "/communications", "{\"text\":\"Hello\",\"waitsForCustomer\":true}", 403, 409),
        new Act("POST", "/assignment", "{}", 403, 409),
        new Act("POST", "/closure", "{\"resolution\":\"DUPLICATE\"}", 409, 409),
        new Act("POST", "/cancellation", "", 409, 403),
        new Act("POST", "/reopening", "", 409, 409),
        new Act("POST", "/attachments?name=a.log", "", 409, 409),
    };

    @Test
    @DisplayName("I-12, I-13: who reads an incident and acts on it: its opener, admins of that partner, the customer's"
            + " support group, support engineers; nobody else finds it")
    void incidentsByRole() {
        String id = open(agent);
        assertThat(status(agent, "POST", "/v1/incidents/" + id + "/cancellation", ""))
                .isEqualTo(200);
        Map<String, Person> people = people();
        people.put("the opener", agent);
        people.put("a member of the support group", member);
        people.put(
                "a member of the support group who left",
                new Person(
                        member.userId(),
                        member.directory(),
                        partnerId + "8",
                        member.associations(),
                        Set.of(),
                        member.audience()));
        Map<String, Integer> expected = new TreeMap<>();
        Map<String, Integer> actual = new TreeMap<>();
        people.forEach((name, person) -> {
            for (Act act : ACTS) {
                String cell = "%s %s %s by %s".formatted(act.method(), act.path(), act.body(), name);
                expected.put(cell, act.expected(sideOf(person)));
                actual.put(cell, status(person, act.method(), "/v1/incidents/" + id + act.path(), act.body()));
            }
        });
        assertThat(actual).containsExactlyEntriesOf(expected);
    }

    private Side sideOf(Person person) {
        boolean own = partnerId.equals(person.partnerId());
        if (person.userId().equals(agent.userId())) {
            return Side.CUSTOMER;
        }
        if (person.roles().contains(Role.SUPPORT_ENGINEER)) {
            return Side.SUPPORT;
        }
        boolean admin = person.roles().stream().anyMatch(ADMINS::contains);
        return own && (admin || person.userId().equals(member.userId())) ? Side.CUSTOMER : Side.NOBODY;
    }

    @Test
    @DisplayName("I-13: lists hold one's own; admins' all of the partner; the support group's the customer's as well")
    void listsByRole() {
        String id = open(agent);
        people().forEach((name, person) -> assertThat(listed(person, "?customerId=" + customer))
                .as(name)
                .isEqualTo(sideOf(person) != Side.NOBODY ? id : null));
        assertThat(listed(member, "?customerId=" + customer)).isEqualTo(id);
        assertThat(listed(member, "")).isNull();
        assertThat(listed(member, "?mine=true&customerId=" + customer)).isNull();
        assertThat(listed(agent, "?mine=true")).isEqualTo(id);
    }

    @Test
    @DisplayName("I-3, I-9, I-14: who reads balances, adjusts them, manages support groups, asks for advice, repairs")
    void theRestByRole() {
        Map<String, Integer> expected = new TreeMap<>();
        Map<String, Integer> actual = new TreeMap<>();
        people().forEach((name, person) -> {
            boolean own = partnerId.equals(person.partnerId());
            boolean mpn = person.associations().contains(Association.MPN);
            boolean operator = person.roles().contains(Role.PROGRAM_OPERATOR);
            boolean support = person.roles().contains(Role.SUPPORT_ENGINEER);
            boolean reads = own && mpn || operator;
            cell(expected, actual, name, person, "GET", balance(), "", reads ? 200 : 404);
            cell(expected, actual, name, person, "GET", balance() + "/ledger", "", reads ? 200 : 404);
            cell(expected, actual, name, person, "GET", "/v1/balances?contract=" + contract.id, "", reads ? 200 : 404);
            cell(
                    expected,
                    actual,
                    name,
                    person,
                    "POST",
                    balance() + "/adjustments",
                    "{\"units\":1,\"reason\":\"Test\"}",
                    operator ? 201 : reads ? 403 : 404);
            boolean manages = person.roles().stream().anyMatch(MANAGE_GROUPS::contains);
            cell(expected, actual, name, person, "GET", group(), "", own ? manages ? 200 : 403 : 404);
            cell(
                    expected,
                    actual,
                    name,
                    person,
                    "PUT",
                    group(),
                    "{\"members\":[]}",
                    own ? manages ? 412 : 403 : 404); // of another state than the group's
            cell(
                    expected,
                    actual,
                    name,
                    person,
                    "GET",
                    "/v1/advisory-requests",
                    "",
                    support || person.partnerId() != null && mpn ? 200 : 403);
            String differences = "/v1/operations/incident-service/ledger-differences";
            cell(expected, actual, name, person, "GET", differences, "", operator ? 200 : 403);
            cell(
                    expected,
                    actual,
                    name,
                    person,
                    "POST",
                    differences,
                    "{\"benefitIds\":[\"%s\"]}".formatted(contract.productSupport()),
                    operator ? 200 : 403);
        });
        assertThat(actual).containsExactlyEntriesOf(expected);
    }

    private static void cell(
            Map<String, Integer> expected,
            Map<String, Integer> actual,
            String name,
            Person person,
            String method,
            String path,
            String body,
            int status) {
        String cell = "%s %s by %s".formatted(method, path, name);
        expected.put(cell, status);
        actual.put(cell, status(person, method, path, body));
    }

    /** One of each role, of the own partner and of another, through MPN and through CSP; and who has no partner. */
    private Map<String, Person> people() {
        Map<String, Person> people = new LinkedHashMap<>();
        for (String partner : new String[] {partnerId, partnerId + "9"}) {
            String of = partner.equals(partnerId) ? " of the own partner" : " of another partner";
            people.put("somebody" + of, Person.of(partner));
            for (Role role : Role.values()) {
                people.put(role.claim() + of, Person.of(partner, role));
                people.put(role.claim() + of + ", CSP only", Person.ofCspOnly(partner, role));
            }
        }
        people.put("an outsider", Person.outsider());
        people.put("an operator", Person.operator());
        people.put("an engineer", engineer);
        return people;
    }

    private String group() {
        return "/v1/customers/" + customer + "/support-group";
    }

    private String balance() {
        return "/v1/balances/" + contract.productSupport();
    }

    private String open(Person opener) {
        ObjectNode body = (ObjectNode) Neighbours.json("""
                {"kind":"BREAK_FIX","severity":"C","title":"It hangs","description":"Since Monday","productId":"azure",
                "contact":{"name":"Ada","email":"ada@contoso.example","language":"en","country":"PL",
                "timeZone":"Europe/Warsaw","reachableAroundTheClock":false},"channel":"WEB"}""");
        body.putObject("customer").put("customerId", customer.toString());
        Response opened = opener.requestWithKey().body(body.toString()).post("/v1/incidents");
        assertThat(opened.statusCode()).as(opened.asString()).isEqualTo(201);
        return opened.path("id");
    }

    private static String listed(Person person, String query) {
        Response list = person.request().get("/v1/incidents" + query);
        assertThat(list.statusCode()).isEqualTo(200);
        return list.path("items[0].id");
    }

    private static void put(Person person, String path, String body, int status) {
        Response answer = person.request()
                .contentType("application/json")
                .header("If-Match", "\"0\"")
                .body(body)
                .put(path);
        assertThat(answer.statusCode()).isIn(status, 412); // it is there already
    }

    private static int status(Person person, String method, String path, String body) {
        boolean file = path.contains("?name=");
        var request = person.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"2\"")
                .contentType(file ? "application/octet-stream" : "application/json");
        if (file) {
            request.body("12:00 It hangs".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } else if (!body.isEmpty()) {
            request.body(body);
        }
        return request.request(method, path).statusCode();
    }
}
