package io.partnersupport.kit;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service starts while neither the issuer of tokens nor Kafka is there. */
@QuarkusTest
@WithBacking
@TestProfile(StartsAloneTest.OthersAreAway.class)
class StartsAloneTest {
    public static class OthersAreAway implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.oidc.auth-server-url", "http://localhost:1", "kafka.bootstrap.servers", "localhost:1");
        }
    }

    @TestHTTPResource(value = "health/ready", management = true)
    URL readiness;

    @TestHTTPResource(value = "health/live", management = true)
    URL liveness;

    @Test
    void itIsAliveAndAsksCallersToComeAgain() {
        assertThat(get(liveness).statusCode()).isEqualTo(200);
        assertThat(get(readiness).statusCode())
                .as("the first catch-up is not done")
                .isEqualTo(503);
        Person.of("4960001", Role.GLOBAL_ADMIN)
                .request()
                .get("/v1/things/caller")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1");
        get("/v1/things/caller").then().statusCode(401);
    }
}
