package io.partnersupport.entitlement;

import static io.partnersupport.entitlement.GivenPartner.OPERATOR;
import static io.partnersupport.entitlement.GivenPartner.delete;
import static io.partnersupport.entitlement.GivenPartner.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans that a partner pays for, through HTTP and as events (E-14). */
@QuarkusTest
@WithBacking
class PaidPlanTest {
    private GivenPartner contoso;

    @BeforeEach
    void givenAPartner() {
        contoso = GivenPartner.ofKind("DIRECT");
    }

    @Test
    @DisplayName("E-14: operators record plans; the partner's MPN and CSP users see them")
    void thePartnerSeesItsPlans() {
        String asfp = contoso.added(OPERATOR, "/plans", plan("ASFP", "2026-01-01", "2026-12-31"));
        contoso.added(OPERATOR, "/plans", plan("PREMIER", "2026-03-01", "2026-03-01"));

        for (Person person : List.of(contoso.person(), contoso.agent())) {
            read(person, contoso.path("/plans"))
                    .body("items.plan", contains("ASFP", "PREMIER"))
                    .body("items.endsOn", contains("2026-12-31", "2026-03-01"))
                    .body("items.endsAt", contains("2027-01-01T00:00:00Z", "2026-03-02T00:00:00Z"))
                    .body("items.needsActivation", contains(false, true));
            read(person, asfp).body("covers.productKinds", contains("CLOUD"));
        }
    }

    @Test
    @DisplayName("A withdrawn plan is gone, and its days are free again")
    void operatorsWithdrawPlans() {
        String plan = contoso.added(OPERATOR, "/plans", plan("AZURE", "2026-01-01", "2026-12-31"));
        OPERATOR.request().delete(plan).then().statusCode(428);
        OPERATOR.request().header("If-Match", "\"9\"").delete(plan).then().statusCode(412);
        delete(OPERATOR, plan).statusCode(204);

        read(OPERATOR, plan).statusCode(404);
        read(contoso.person(), contoso.path("/plans")).body("items", empty());
        contoso.added(OPERATOR, "/plans", plan("AZURE", "2026-06-01", "2026-12-31"));
        PublishedEvent.of("entitlement.plans", plan).has("plan", event -> event.contains("\"withdrawn\":true"));
    }

    @ParameterizedTest(name = "{0} {1} to {2}: {3}")
    @CsvSource({
        "PLATINUM, 2026-01-01, 2026-12-31, 422, unknown-paid-plan,          plan",
        "ASFP,     2026-01-02, 2026-01-01, 422, plan-ends-before-it-starts, endsOn",
        "ASFP,     2026-01-01, 9999-12-31, 422, plan-dates-too-far-away,    endsOn",
        "PREMIER,  2026-12-31, 2027-01-01, 409, plan-overlaps,              startsOn",
        "ASFP,     2026-02-30, 2026-12-31, 400, malformed-request,          startsOn",
    })
    void refusesPlans(String plan, String startsOn, String endsOn, int status, String code, String field) {
        contoso.added(OPERATOR, "/plans", plan("PREMIER", "2026-01-01", "2026-12-31"));
        record(plan(plan, startsOn, endsOn))
                .statusCode(status)
                .body("code", equalTo(code))
                .body("errors.field", hasItem(field));
        read(OPERATOR, contoso.path("/plans")).body("items.plan", contains("PREMIER"));
    }

    @Test
    @DisplayName("E-14: of the same plan recorded by many at once there is one")
    void concurrentPlansDoNotOverlap() {
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> record(plan("ASFP", "2026-01-01", "2026-12-31"))
                        .extract()
                        .statusCode())
                .toList();
        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void plansAreListedInPages() {
        for (String year : List.of("2025", "2026", "2027")) {
            contoso.added(OPERATOR, "/plans", plan("ASFP", year + "-01-01", year + "-12-31"));
        }
        String cursor = read(OPERATOR, contoso.path("/plans?limit=2"))
                .body("items.startsOn", contains("2025-01-01", "2026-01-01"))
                .extract()
                .path("nextCursor");
        read(OPERATOR, contoso.path("/plans?limit=2&cursor=" + cursor)).body("items.startsOn", contains("2027-01-01"));
        read(contoso.person(), contoso.path("/plans?cursor=" + cursor + "x")).statusCode(400);
    }

    @Test
    @DisplayName("E-14: a plan is published with its terms, and keeps to its contract")
    void plansArePublished() {
        String plan = contoso.added(OPERATOR, "/plans", plan("PREMIER", "2026-01-01", "2026-12-31"));
        PublishedEvent.of("entitlement.plans", plan)
                .has(
                        "plan",
                        event -> event.contains("\"linkPolicy\":\"SINGLE_ACCOUNT\"")
                                && event.contains("\"needsActivation\":true")
                                && event.contains("\"endsAt\":\"2027-01-01T00:00:00Z\"")
                                && event.contains("\"withdrawn\":false"));
    }

    @Test
    void plansOfOthersAreNotFound() {
        String plan = contoso.added(OPERATOR, "/plans", plan("ASFP", "2026-01-01", "2026-12-31"));
        GivenPartner other = GivenPartner.ofKind("DIRECT");
        read(other.person(Role.GLOBAL_ADMIN), plan).statusCode(404);
        read(OPERATOR, other.path(plan.substring(plan.indexOf("/plans")))).statusCode(404);
        read(OPERATOR, contoso.path("/plans/" + UUID.randomUUID())).statusCode(404);
        read(OPERATOR, contoso.path("/plans/x")).statusCode(404);
    }

    private ValidatableResponse record(String plan) {
        return OPERATOR.requestWithKey().body(plan).post(contoso.path("/plans")).then();
    }

    private static String plan(String plan, String startsOn, String endsOn) {
        return "{\"plan\": \"%s\", \"startsOn\": \"%s\", \"endsOn\": \"%s\"}".formatted(plan, startsOn, endsOn);
    }
}
