package io.partnersupport.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IdentityProviderAwayTest.Away.class)
class IdentityProviderAwayTest {
    @ConfigProperty(name = "OIDC_ISSUER")
    URI issuer;

    @Test
    void startsAnywayAndTakesTokensOnceItIsThere() throws IOException {
        MockOAuth2Server elsewhere = new MockOAuth2Server();
        elsewhere.start();
        given().get("/v1/contracts").then().statusCode(401);
        assertUnavailable(new Tokens(elsewhere).valid());
        elsewhere.shutdown();

        // up, but still without the realm
        HttpServer starting = HttpServer.create(new InetSocketAddress("localhost", issuer.getPort()), 0);
        starting.start();
        assertUnavailable(new Tokens(elsewhere).valid());
        starting.stop(0);

        MockOAuth2Server identityProvider = new MockOAuth2Server();
        identityProvider.start(issuer.getPort());
        // the token passes; it is the service that is not there
        given().header("Authorization", "Bearer " + new Tokens(identityProvider).valid())
                .get("/v1/contracts")
                .then()
                .header("Retry-After", equalTo("2"));
        identityProvider.shutdown();
    }

    private static void assertUnavailable(String token) {
        given().header("Authorization", "Bearer " + token)
                .get("/v1/contracts")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .body("code", equalTo("service-unavailable"));
    }

    public static class Away implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "OIDC_ISSUER",
                    "http://localhost:" + Neighbours.unusedPort() + "/partner-center",
                    "OIDC_AUDIENCE",
                    Tokens.AUDIENCE,
                    "gateway.tokens.keys-url",
                    "${OIDC_ISSUER}/jwks",
                    "ACTIVATION_SERVICE_URL",
                    "http://localhost:" + Neighbours.unusedPort(),
                    "quarkus.http.test-port",
                    "0",
                    "quarkus.management.test-port",
                    "0");
        }
    }
}
