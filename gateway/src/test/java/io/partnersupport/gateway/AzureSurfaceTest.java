package io.partnersupport.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** What the gateway itself refuses of the Azure Support API has Azure's form. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class AzureSurfaceTest {
    private static final String SERVICES = "/providers/Microsoft.Support/services?api-version=2024-04-01";

    Tokens tokens;

    @Test
    void asksForAToken() {
        assertError(given().get(SERVICES).then(), 401, "AuthenticationFailed")
                .header("WWW-Authenticate", notNullValue())
                .body("error.innererror.code", equalTo("unauthenticated"));
    }

    @Test
    void saysWhenToComeBack() {
        assertError(signedIn(SERVICES), 503, "ServiceUnavailable").header("Retry-After", notNullValue());
        assertError(signedIn("/subscriptions/1/providers/Microsoft.Support/supportTickets"), 503, "ServiceUnavailable");
    }

    @Test
    void knowsNoOtherProvider() {
        assertError(signedIn("/providers/Microsoft.Compute/operations"), 404, "ResourceNotFound");
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertError(given().get("/subscriptions/" + "a".repeat(9_000)).then(), 414, "AddressTooLong");
    }

    private ValidatableResponse signedIn(String path) {
        return given().header("Authorization", "Bearer " + tokens.valid())
                .get(path)
                .then();
    }

    private static ValidatableResponse assertError(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/json")
                .header("x-ms-error-code", code)
                .header("x-ms-request-id", matchesPattern("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .body("error.code", equalTo(code))
                .body("error.details[0].code", equalTo(code));
    }
}
