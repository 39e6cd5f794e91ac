package io.partnersupport.activation;

import static io.partnersupport.activation.Elsewhere.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Concurrently;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Visual Studio subscriptions. */
@QuarkusTest
@WithBacking
@QuarkusTestResource(Mailbox.class)
class SeatsTest {
    private static final String SEATS = "/v1/subscriptions";

    private final String partnerId = Elsewhere.newPartnerId();
    private final Person admin = Person.of(partnerId, Role.GLOBAL_ADMIN);
    private final Person seatAdmin = Person.of(partnerId, Role.VS_SUBSCRIPTION_ADMIN);
    private final Person ada = Person.of(partnerId);
    private final Person ben = Person.of(partnerId);

    @Inject
    Elsewhere elsewhere;

    @Inject
    Database database;

    @BeforeEach
    void partnerAndUsersAreKnown() {
        elsewhere.partner(partnerId, "PARTNER_CENTER");
        elsewhere.user(partnerId, ada, "Ada Contoso");
        elsewhere.user(partnerId, ben, "Ben Contoso");
    }

    @Test
    @DisplayName("A-10: a global admin assigns a seat to a user of the partner; 90 days later it may be passed on")
    void assignsThenPassesOn() {
        UUID benefit = elsewhere.subscription(partnerId, UUID.randomUUID(), 3, Map.of());
        Response seats = ada.request().get(SEATS);
        seats.then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body("items.number", contains(1, 2, 3))
                .body("items.level", everyItem(equalTo("Visual Studio Enterprise")))
                .body("items.assignee", everyItem(nullValue()))
                .body("items[0].cannotAssignBecause.code", contains("global-admin-required"));
        String seat = seats.path("items[0].id");

        Response assigned = assign(admin, seat, 0, ada.userId());
        assigned.then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("assignee.userId", equalTo(ada.userId()))
                .body("assignee.name", equalTo("Ada Contoso"));
        Instant since = Instant.parse(assigned.path("assignedAt"));
        String from = since.plus(Duration.ofDays(90)).toString();
        assigned.then().body("reassignableFrom", equalTo(from));

        assign(seatAdmin, seat, 1, ben.userId())
                .then()
                .statusCode(409)
                .body("code", equalTo("reassignment-too-early"))
                .body("reassignableFrom", equalTo(from))
                .body("detail", containsString(from));
        assign(admin, seat, 1, ada.userId()).then().statusCode(200).header("ETag", "\"1\"");

        longAgo(benefit, 1, 90);
        assign(seatAdmin, seat, 1, ben.userId())
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("assignee.name", equalTo("Ben Contoso"));
        assertThat(database.list(
                        "SELECT role || ': ' || coalesce(from_state, '') || ' > ' || to_state FROM audit_entry WHERE subject = '%s' ORDER BY at"
                                .formatted(seat)))
                .containsExactly(
                        "global-admin:  > " + ada.userId(),
                        "vs-subscription-admin: " + ada.userId() + " > " + ben.userId());
    }

    @Test
    @DisplayName("A-10: an unknown user is refused with the remedy to add them first, also a user of somebody else")
    void refusesUnknownUsers() {
        elsewhere.subscription(partnerId, UUID.randomUUID(), 1, Map.of());
        String other = Elsewhere.newPartnerId();
        Person stranger = Person.of(other);
        elsewhere.user(other, stranger, "Somebody Else");
        String seat = admin.request().get(SEATS).path("items[0].id");
        for (String user : List.of("nobody", stranger.userId())) {
            assign(admin, seat, 0, user)
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("unknown-user"))
                    .body("nextStep", containsString("Add the user first"));
        }
        assign(admin, seat, 0, " ").then().statusCode(400).body("errors.field", contains("userId"));
    }

    @Test
    @DisplayName("An update needs the version that it is meant for")
    void needsTheVersion() {
        elsewhere.subscription(partnerId, UUID.randomUUID(), 1, Map.of());
        String seat = admin.request().get(SEATS).path("items[0].id");
        Map<String, String> body = Map.of("userId", ada.userId());
        admin.request().get(SEATS + "/" + seat).then().statusCode(200).header("ETag", "\"0\"");
        admin.request()
                .contentType("application/json")
                .body(body)
                .put(SEATS + "/" + seat + "/assignee")
                .then()
                .statusCode(428);
        assign(admin, seat, 5, ada.userId()).then().statusCode(412).body("code", equalTo("precondition-failed"));
    }

    @Test
    @DisplayName("A-10: two people pass a seat on at once: one wins, the other hears that it changed")
    void oneOfTwoWins() throws Exception {
        UUID benefit = elsewhere.subscription(partnerId, UUID.randomUUID(), 1, Map.of());
        String seat = admin.request().get(SEATS).path("items[0].id");
        List<Response> first = Concurrently.run(List.of(
                (Callable<Response>) () -> assign(admin, seat, 0, ada.userId()),
                () -> assign(admin, seat, 0, ben.userId())));
        assertThat(first).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 412);

        longAgo(benefit, 1, 91);
        Person cleo = Person.of(partnerId);
        Person dan = Person.of(partnerId);
        elsewhere.user(partnerId, cleo, "Cleo Contoso");
        elsewhere.user(partnerId, dan, "Dan Contoso");
        List<Response> second = Concurrently.run(List.of(
                (Callable<Response>) () -> assign(seatAdmin, seat, 1, cleo.userId()),
                () -> assign(admin, seat, 1, dan.userId())));

        assertThat(second).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 412);
        String winner = second.stream()
                .filter(answer -> answer.statusCode() == 200)
                .findFirst()
                .orElseThrow()
                .path("assignee.userId");
        admin.request().get(SEATS + "/" + seat).then().header("ETag", "\"2\"").body("assignee.userId", equalTo(winner));
    }

    @Test
    @DisplayName("A-10: how many days is the policy of the edition that the membership was bought under")
    void theEditionSaysHowManyDays() {
        UUID membership =
                elsewhere.membership(partnerId, 5, Map.of("subscriptions", Map.of("reassignableAfterDays", 10)));
        UUID benefit = elsewhere.subscription(partnerId, membership, 1, Map.of());
        String seat = admin.request().get(SEATS).path("items[0].id");
        assign(admin, seat, 0, ada.userId()).then().statusCode(200);
        longAgo(benefit, 1, 9);
        assign(admin, seat, 1, ben.userId()).then().statusCode(409);
        longAgo(benefit, 1, 10);
        assign(admin, seat, 1, ben.userId()).then().statusCode(200);
    }

    @Test
    @DisplayName("A-10, E-3: seats end with their grant, and those of several grants do not add up")
    void seatsEndWithTheirGrant() {
        Instant now = Instant.now();
        UUID silver = elsewhere.subscription(partnerId, UUID.randomUUID(), 1, Map.of());
        String seat = admin.request().get(SEATS).path("items[0].id");
        assign(admin, seat, 0, ada.userId()).then().statusCode(200);
        elsewhere.send(
                "entitlement.benefits",
                silver.toString(),
                2,
                Elsewhere.BENEFIT,
                Map.ofEntries(
                        Map.entry("benefitId", silver),
                        Map.entry("partnerId", partnerId),
                        Map.entry("kind", "visual-studio-enterprise"),
                        Map.entry("name", "Visual Studio Enterprise"),
                        Map.entry("category", "SUBSCRIPTION"),
                        Map.entry("subscription", Map.of("level", "Visual Studio Enterprise")),
                        Map.entry("unlimited", false),
                        Map.entry("quantity", 1),
                        Map.entry("startsAt", now.minus(Duration.ofDays(10))),
                        Map.entry("activateBy", now.plus(Duration.ofDays(300))),
                        Map.entry("usableUntil", now.plus(Duration.ofDays(330))),
                        Map.entry("listed", listed(now.minus(Duration.ofDays(10)), now))));
        elsewhere.subscription(partnerId, UUID.randomUUID(), 2, Map.of());
        admin.request()
                .get(SEATS)
                .then()
                .body("items", hasSize(2))
                .body("items.assignee.userId", contains(ada.userId()));
        UUID ended = elsewhere.subscription(
                Elsewhere.newPartnerId(), UUID.randomUUID(), 1, Map.of("usableUntil", now.minusSeconds(1)));
        String endedPartner = (String) database.list("SELECT partner_id FROM known_benefit WHERE id = '" + ended + "'")
                .get(0);
        Person.of(endedPartner, Role.GLOBAL_ADMIN).request().get(SEATS).then().body("items", empty());
    }

    private Response assign(Person person, String seat, long version, String userId) {
        return person.request()
                .header("If-Match", "\"" + version + "\"")
                .contentType("application/json")
                .body(Map.of("userId", userId))
                .put(SEATS + "/" + seat + "/assignee");
    }

    private void longAgo(UUID benefit, int number, int days) {
        database.execute(
                "UPDATE seat SET assigned_at = now() - interval '%d days' WHERE benefit_id = '%s' AND number = %d"
                        .formatted(days, benefit, number));
    }
}
