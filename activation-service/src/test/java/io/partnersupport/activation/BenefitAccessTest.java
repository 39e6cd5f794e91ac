package io.partnersupport.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what with the benefits besides support: every operation, every role, own and other partner. */
@QuarkusTest
@WithBacking
@QuarkusTestResource(Mailbox.class)
class BenefitAccessTest {
    private static final Set<Role> ADMINS = Set.of(Role.GLOBAL_ADMIN, Role.MPN_PARTNER_ADMIN);
    private static final Set<Role> EVERYBODY = Set.of(Role.values());

    /** One operation, and whom it is for. */
    record Operation(
            String name, Set<Role> allowed, String refusal, BiFunction<RequestSpecification, Ids, Response> send) {
        boolean isForOperators() {
            return refusal.equals("operator-required");
        }

        /** Operators may read what administrators of a partner may. */
        boolean isReadByOperators() {
            return allowed.equals(EVERYBODY)
                    || Set.of("READ_CONTACT", "LIST_CANCELLATIONS", "READ_CANCELLATION")
                            .contains(name);
        }

        /** Acts on the caller's own partner, whoever that is. */
        boolean namesNoPartner() {
            return name.equals("NAME_CONTACT");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Operation> operations() {
        return Stream.of(
                new Operation("LIST_SOFTWARE", EVERYBODY, "", (r, id) -> r.get("/v1/software-benefits" + id.partner())),
                new Operation(
                        "REVEAL_SOFTWARE",
                        ADMINS,
                        "admin-required",
                        (r, id) -> keyed(r).body(Map.of("language", "en", "operatingSystem", "windows-x64"))
                                .post("/v1/software-benefits/" + id.software() + "/key-reveals")),
                new Operation(
                        "LIST_SOFTWARE_REVEALS",
                        EVERYBODY,
                        "",
                        (r, id) -> r.get("/v1/software-benefits/" + id.software() + "/key-reveals")),
                new Operation("LIST_CLOUD", EVERYBODY, "", (r, id) -> r.get("/v1/cloud-benefits" + id.partner())),
                new Operation(
                        "ASSIGN_CLOUD",
                        Set.of(Role.GLOBAL_ADMIN),
                        "global-admin-required",
                        (r, id) -> r.put("/v1/cloud-benefits/" + id.usage() + "/assignee")),
                new Operation(
                        "REVEAL_CLOUD",
                        ADMINS,
                        "admin-required",
                        (r, id) -> keyed(r).post("/v1/cloud-benefits/" + id.license() + "/key-reveals")),
                new Operation(
                        "LIST_CLOUD_REVEALS",
                        EVERYBODY,
                        "",
                        (r, id) -> r.get("/v1/cloud-benefits/" + id.license() + "/key-reveals")),
                new Operation("LIST_SEATS", EVERYBODY, "", (r, id) -> r.get("/v1/subscriptions" + id.partner())),
                new Operation(
                        "READ_SEAT", EVERYBODY, "", (r, id) -> r.get("/v1/subscriptions/" + id.free() + id.partner())),
                new Operation(
                        "ASSIGN_SEAT",
                        Set.of(Role.GLOBAL_ADMIN),
                        "global-admin-required",
                        (r, id) -> seat(r, id.free(), 0, id.user())),
                new Operation(
                        "REASSIGN_SEAT",
                        Set.of(Role.GLOBAL_ADMIN, Role.VS_SUBSCRIPTION_ADMIN),
                        "seat-admin-required",
                        (r, id) -> seat(r, id.held(), 1, id.user())),
                new Operation(
                        "READ_CONTACT",
                        ADMINS,
                        "admin-required",
                        (r, id) -> r.get("/v1/marketing-contact" + id.partner())),
                new Operation(
                        "NAME_CONTACT",
                        ADMINS,
                        "admin-required",
                        (r, id) -> r.contentType("application/json")
                                .header("If-Match", "\"1\"")
                                .body(Map.of(
                                        "userId", id.user(),
                                        "email", "marketing@contoso.example",
                                        "phone", "+48 22 555 01 00",
                                        "preferredLanguage", "pl"))
                                .put("/v1/marketing-contact")),
                new Operation("LIST_OFFERS", EVERYBODY, "", (r, id) -> r.get("/v1/go-to-market-offers" + id.partner())),
                new Operation("READ_OFFER", EVERYBODY, "", (r, id) -> r.get("/v1/go-to-market-offers/" + id.offer())),
                new Operation(
                        "ACTIVATE_OFFER",
                        ADMINS,
                        "admin-required",
                        (r, id) -> keyed(r).post("/v1/go-to-market-offers/" + id.offer() + "/activation")),
                new Operation(
                        "REVIEW_QUEUE",
                        Set.of(Role.PROGRAM_OPERATOR),
                        "operator-required",
                        (r, id) -> r.get("/v1/go-to-market-offers/review-queue")),
                new Operation(
                        "APPROVE_OFFER",
                        Set.of(Role.PROGRAM_OPERATOR),
                        "operator-required",
                        (r, id) -> keyed(r).post("/v1/go-to-market-offers/" + id.reviewed() + "/approval")),
                new Operation(
                        "REJECT_OFFER",
                        Set.of(Role.PROGRAM_OPERATOR),
                        "operator-required",
                        (r, id) -> keyed(r).body(Map.of("reason", "no"))
                                .post("/v1/go-to-market-offers/" + id.reviewed() + "/rejection")),
                new Operation(
                        "CANCEL",
                        ADMINS,
                        "admin-required",
                        (r, id) ->
                                keyed(r).body(Map.of("offerId", id.cancelled())).post("/v1/cancellations")),
                new Operation(
                        "LIST_CANCELLATIONS",
                        ADMINS,
                        "admin-required",
                        (r, id) -> r.get("/v1/cancellations" + id.partner())),
                new Operation(
                        "READ_CANCELLATION",
                        ADMINS,
                        "admin-required",
                        (r, id) -> r.get("/v1/cancellations/" + id.cancellation())),
                new Operation(
                        "LIST_POOLS",
                        Set.of(Role.PROGRAM_OPERATOR),
                        "operator-required",
                        (r, id) -> r.get("/v1/key-pools")),
                new Operation(
                        "IMPORT_KEYS",
                        Set.of(Role.PROGRAM_OPERATOR),
                        "operator-required",
                        (r, id) -> r.contentType("text/plain")
                                .body("ABCDE-" + id.partnerId())
                                .post("/v1/key-pools/access-test/imports")));
    }

    private static RequestSpecification keyed(RequestSpecification request) {
        return request.header("Idempotency-Key", UUID.randomUUID().toString()).contentType("application/json");
    }

    private static Response seat(RequestSpecification request, String seat, int version, String user) {
        return request.header("If-Match", "\"" + version + "\"")
                .contentType("application/json")
                .body(Map.of("userId", user))
                .put("/v1/subscriptions/" + seat + "/assignee");
    }

    record Ids(
            String partnerId,
            UUID software,
            UUID usage,
            UUID license,
            String free,
            String held,
            UUID offer,
            UUID reviewed,
            UUID cancelled,
            String cancellation,
            String user) {
        String partner() {
            return "?partnerId=" + partnerId;
        }
    }

    private static Ids ids;

    @Inject
    Elsewhere elsewhere;

    @Inject
    Database database;

    @ParameterizedTest
    @MethodSource("operations")
    @DisplayName("Chapter 6, E-6: every role, none, CSP only, another partner, nobody's account, operators")
    void everyoneMayDoWhatIsTheirs(Operation operation) {
        if (ids == null) {
            ids = everythingOf(Elsewhere.newPartnerId());
        }
        String partnerId = ids.partnerId();

        for (Role role : Role.values()) {
            boolean reader = role == Role.PROGRAM_OPERATOR && operation.isReadByOperators();
            check(operation, ids, Person.of(partnerId, role), operation.allowed.contains(role) || reader);
        }
        check(operation, ids, Person.of(partnerId), operation.allowed.equals(EVERYBODY));
        Person cspOnly = Person.ofCspOnly(partnerId, Role.GLOBAL_ADMIN, Role.VS_SUBSCRIPTION_ADMIN);
        assertRefused(
                operation,
                send(operation, cspOnly, ids),
                403,
                operation.isForOperators() ? "operator-required" : "mpn-association-required");
        assertThat(send(operation, cspOnly, ids).<String>path("title"))
                .isEqualTo("You are not authorized for this action");
        if (!operation.isForOperators() && !operation.namesNoPartner()) {
            Person stranger = Person.of("1", Role.GLOBAL_ADMIN, Role.VS_SUBSCRIPTION_ADMIN);
            assertRefused(operation, send(operation, stranger, ids), 404, "not-found");
        }
        Response operators = send(operation, Person.operator(), ids);
        if (operation.isForOperators() || operation.isReadByOperators()) {
            assertThat(operators.statusCode()).as("operators: " + operation).isLessThan(300);
        } else {
            assertThat(operators.statusCode()).as("operators: " + operation).isEqualTo(403);
        }
        assertThat(send(operation, Person.outsider(), ids).statusCode())
                .as("outsider: " + operation)
                .isIn(403, 404);
    }

    private void check(Operation operation, Ids ids, Person person, boolean may) {
        Response answer = send(operation, person, ids);
        if (may) {
            assertThat(answer.statusCode())
                    .as(operation + " as " + person.roles() + ": " + answer.asString())
                    .isLessThan(300);
        } else {
            assertRefused(operation, answer, 403, operation.refusal);
        }
    }

    private static void assertRefused(Operation operation, Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(operation + ": " + answer.asString()).isEqualTo(status);
        assertThat(answer.<String>path("code")).as(operation.name()).isEqualTo(code);
    }

    /** Each attempt finds the same things, whatever earlier ones changed. */
    private Response send(Operation operation, Person person, Ids ids) {
        database.execute("UPDATE seat SET assigned_at = now() - interval '100 days', sequence = 1 WHERE benefit_id IN"
                + " (SELECT id FROM known_benefit WHERE partner_id = '%s' AND kind = 'visual-studio-enterprise')"
                        .formatted(ids.partnerId()));
        database.execute("DELETE FROM seat WHERE number = 2 AND benefit_id IN"
                + " (SELECT id FROM known_benefit WHERE partner_id = '%s')".formatted(ids.partnerId()));
        database.execute(
                "UPDATE marketing_contact SET sequence = 1 WHERE partner_id = '%s'".formatted(ids.partnerId()));
        database.execute(("UPDATE offer_activation SET state = 'REQUESTED', approved_at = NULL, completed_at = NULL,"
                        + " expires_at = NULL, reason = NULL WHERE benefit_id = '%s'")
                .formatted(ids.reviewed()));
        return operation.send.apply(person.request(), ids);
    }

    private Ids everythingOf(String partnerId) {
        Person admin = Person.of(partnerId, Role.GLOBAL_ADMIN);
        Person ada = Person.of(partnerId);
        elsewhere.partner(partnerId, "PARTNER_CENTER");
        String user = elsewhere.user(partnerId, ada, "Ada Contoso");
        UUID membership = elsewhere.membership(partnerId, 1, Map.of());
        UUID other = elsewhere.membership(partnerId, 1, Map.of());
        UUID software = elsewhere.software(partnerId, membership, "software-" + partnerId, Map.of());
        UUID usage = elsewhere.cloudService(partnerId, membership, "azure-credit", "USAGE_BASED", Map.of());
        UUID license =
                elsewhere.cloudService(partnerId, membership, "software-" + partnerId, "LICENSE_BASED", Map.of());
        UUID subscription = elsewhere.subscription(partnerId, membership, 2, Map.of());
        UUID offer = elsewhere.offer(partnerId, membership, "campaign", Map.of());
        UUID reviewed = elsewhere.offer(partnerId, membership, "consultation", Map.of("processing", "REVIEW"));
        UUID cancelled = elsewhere.offer(partnerId, other, "press-release-kit", Map.of());
        Person.operator()
                .request()
                .contentType("text/plain")
                .body("AAAAA-" + partnerId + "\nBBBBB-" + partnerId)
                .post("/v1/key-pools/software-" + partnerId + "/imports");
        String held = admin.request().get("/v1/subscriptions").path("items[0].id");
        String free = admin.request().get("/v1/subscriptions").path("items[1].id");
        database.execute("INSERT INTO seat VALUES ('%s', 1, 'somebody', now(), 1)".formatted(subscription));
        database.execute(
                "INSERT INTO marketing_contact VALUES ('%s', '%s', 'm@contoso.example', '+48225550100', 'pl', 1)"
                        .formatted(partnerId, user));
        admin.requestWithKey()
                .post("/v1/go-to-market-offers/" + reviewed + "/activation")
                .then()
                .statusCode(202);
        String cancellation = admin.requestWithKey()
                .body(Map.of("offerId", cancelled))
                .post("/v1/cancellations")
                .path("id");
        return new Ids(partnerId, software, usage, license, free, held, offer, reviewed, cancelled, cancellation, user);
    }
}
