package io.partnersupport.gateway;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.partnersupport.gateway.Neighbours.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import java.net.URL;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service that has several instances, which come and go. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(30)
class InstancesTest {
    private static final int MANY = 12;

    Tokens tokens;

    @TestHTTPResource(value = "health/ready", management = true)
    URL readiness;

    @AfterEach
    void allAreThereAgain() {
        Neighbours.only(Map.of());
        while (asked(Method.GET).size() < 2) {}
    }

    @Test
    @DisplayName("I9: instances take turns, and nobody notices that one is not there")
    void instancesTakeTurns() {
        assertThat(asked(Method.GET)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"GET", "PUT", "POST", "PATCH"})
    @DisplayName("I9: what an instance that stops turns away is done by another one, whatever it is")
    void whatAnInstanceTurnsAwayIsDoneByAnother(Method method) {
        Iterator<Integer> instances = asked(Method.GET).iterator();
        int stopping = instances.next();
        Neighbours.only(Map.of(stopping, Stage.STOPPING));
        assertThat(asked(method)).containsExactly(instances.next());
    }

    @Test
    @DisplayName("I9: an instance that says that it leaves is left alone")
    void whoLeavesIsLeftAlone() {
        int leaving = asked(Method.GET).iterator().next();
        Neighbours.only(Map.of(leaving, Stage.LEAVING));
        while (instance(Method.GET) != leaving) {}
        assertThat(instance(Method.GET)).isNotEqualTo(leaving);
        assertThat(instance(Method.GET)).isNotEqualTo(leaving);
    }

    @Test
    @DisplayName("I9: when all leave they are asked nevertheless")
    void whenAllLeaveTheyAreAsked() {
        Set<Integer> instances = asked(Method.GET);
        Neighbours.only(Map.of(
                instances.iterator().next(),
                Stage.LEAVING,
                instances.stream().toList().get(1),
                Stage.LEAVING));
        assertThat(asked(Method.GET)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"GET", "POST"})
    @DisplayName(
            "I9: a single address that is leaving is tried again when it closes a connection, for another process may take over there")
    void theOnlyInstanceLeavesInTheMiddle(Method method) {
        given().header("Authorization", "Bearer " + tokens.valid())
                .get("/v1/contracts/leaving")
                .then()
                .statusCode(200);
        given().header("Authorization", "Bearer " + tokens.valid())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .request(method, "/v1/contracts/" + UUID.randomUUID() + "/flaky")
                .then()
                .statusCode(200)
                .body("service", equalTo("activation"));
    }

    @Test
    @DisplayName("I9: when the only instance turns a request away the client is told when to come back")
    void theOnlyInstanceTurnsAway() {
        given().header("Authorization", "Bearer " + tokens.valid())
                .get("/v1/contracts/stopping")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "2")
                .body("code", equalTo("service-unavailable"));
    }

    @Test
    @DisplayName("I12: ready once the identity provider's keys are known")
    void isReady() {
        get(readiness).then().statusCode(200);
    }

    private Set<Integer> asked(Method method) {
        Set<Integer> instances = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            instances.add(instance(method));
        }
        return instances;
    }

    private int instance(Method method) {
        String somebody = UUID.randomUUID().toString(); // nobody asks too often
        return given().header("Authorization", "Bearer " + tokens.with(Map.of("sub", somebody)))
                .request(method, "/v1/contract-links")
                .then()
                .statusCode(200)
                .extract()
                .path("instance");
    }
}
