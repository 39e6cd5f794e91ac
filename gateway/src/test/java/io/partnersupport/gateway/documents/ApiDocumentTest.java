package io.partnersupport.gateway.documents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.partnersupport.gateway.Neighbours;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class ApiDocumentTest {
    private static final Pattern INLINE_SCRIPT = Pattern.compile("<script(?: defer)?>(.*?)</script>", Pattern.DOTALL);

    @Test
    void isOneDocumentOfAllServices() {
        given().get("/openapi")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("openapi", equalTo("3.1.0"))
                .body("paths.'/problems/{code}'.get.security.size()", equalTo(0))
                .body("paths.size()", org.hamcrest.Matchers.greaterThan(3))
                .body("security[0].oidc", notNullValue())
                .body("components.securitySchemes.keySet()", equalTo(Set.of("oidc", "cookieAuth")))
                .body(
                        "components.securitySchemes.oidc.flows.authorizationCode.tokenUrl",
                        endsWith("/protocol/openid-connect/token"));
    }

    /** Paths of the document that the gateway would not route are a mistake in one of the two. */
    @Test
    void describesOnlyWhatIsRouted() {
        Set<String> paths = given().get("/openapi")
                .jsonPath()
                .<String, Object>getMap("paths")
                .keySet();
        for (String path : paths) {
            int status = given().header("Host", "localhost:8080") // where browser sessions are known
                    .redirects()
                    .follow(false)
                    .urlEncodingEnabled(false)
                    .get(path.replace("{service}", "incident-service").replaceAll("\\{.*?}", "not-found"))
                    .statusCode();
            assertThat(status).as(path).isIn(200, 303, 400, 401, 405);
        }
    }

    @Test
    void comesWithTheDocumentOfTheEvents() {
        given().get("/asyncapi")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("asyncapi", equalTo("3.0.0"));
        given().accept("application/yaml")
                .get("/asyncapi")
                .then()
                .contentType("application/yaml")
                .body(startsWith("asyncapi:"));
    }

    @Test
    void comesAsYamlWhenAskedFor() {
        given().accept("application/yaml")
                .get("/openapi")
                .then()
                .contentType("application/yaml")
                .body(startsWith("openapi:"));
        given().get("/openapi?format=yaml")
                .then()
                .contentType("application/yaml")
                .body(startsWith("openapi:"));
        given().accept("text/html,*/*;q=0.8").get("/openapi").then().contentType("application/json");
    }

    @Test
    void hasAConsoleThatSignsInWithPkce() {
        given().get("/docs")
                .then()
                .statusCode(200)
                .body(containsString("url: '/openapi'"))
                .body(containsString("clientId: 'partner-portal'"))
                .body(containsString("usePkceWithAuthorizationCodeGrant: true"))
                .body(containsString("/docs/oauth2-redirect.html"));
        given().get("/docs/swagger-ui-bundle.js").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/docs/oauth2-redirect.html"})
    void allowsTheConsoleExactlyItsOwnScripts(String page) throws Exception {
        var answer = given().get(page);
        String policy = answer.header("Content-Security-Policy");
        assertThat(policy).contains("frame-ancestors 'none'").doesNotContain("script-src 'self' 'unsafe");
        for (MatchResult script :
                INLINE_SCRIPT.matcher(answer.asString()).results().toList()) {
            byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                    .digest(script.group(1).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        }
    }
}
