package io.partnersupport.e2e;

import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A person of the demo data who uses the API through the gateway. */
public record Client(String person) {
    public static final Client CONTOSO_ADMIN = new Client("contoso-admin");
    public static final Client CONTOSO_MPN_ADMIN = new Client("contoso-mpn-admin");
    public static final Client CONTOSO_USER = new Client("contoso-user");
    public static final Client FABRIKAM_ADMIN = new Client("fabrikam-admin");
    public static final Client NORTHWIND_ADMIN = new Client("northwind-admin");
    public static final Client ADVENTURE_ADMIN = new Client("adventure-admin");
    public static final Client TAILSPIN_AGENT = new Client("tailspin-agent");
    public static final Client CONTOSO_AGENT = new Client("contoso-agent");
    public static final Client CONTOSO_HELPDESK = new Client("contoso-helpdesk");
    public static final Client LITWARE_ADMIN = new Client("litware-admin");
    public static final Client WIDEWORLD_ADMIN = new Client("wideworld-admin");
    public static final Client WIDEWORLD_AGENT = new Client("wideworld-agent");
    public static final Client ENGINEER = new Client("engineer");
    public static final Client OUTSIDER = new Client("outsider");
    public static final Client OPERATOR = new Client("operator");

    public ValidatableResponse get(String path, Object... values) {
        return patiently(() -> request().get(path, values));
    }

    /** Posts with a new Idempotency-Key. */
    public ValidatableResponse post(String path, Object body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    public ValidatableResponse post(String path, Object body, String idempotencyKey) {
        return patiently(() -> {
            RequestSpecification request = request().header("Idempotency-Key", idempotencyKey);
            return (body == null
                            ? request
                            : request.contentType("application/json").body(body))
                    .post(path);
        });
    }

    /** Posts with a new Idempotency-Key, for somebody who reads these languages. */
    public ValidatableResponse postIn(String acceptLanguage, String path, Object body) {
        return request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept-Language", acceptLanguage)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    /** Puts what replaces a version: one that was read before, or null for a first one. */
    public ValidatableResponse put(String path, Object body, String ifMatch) {
        RequestSpecification request = request().contentType("application/json");
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return (body == null ? request : request.body(body)).put(path).then();
    }

    /** Posts text lines with a new Idempotency-Key. */
    public ValidatableResponse postLines(String path, String contentType, String lines) {
        return request()
                .config(RestAssured.config()
                        .encoderConfig(encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(contentType)
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post(path)
                .then();
    }

    public ValidatableResponse delete(String path) {
        return request().delete(path).then();
    }

    /** Does what a 503 asks for: the same again after a while, with the same Idempotency-Key. */
    private static ValidatableResponse patiently(Supplier<Response> request) {
        AtomicReference<Response> answer = new AtomicReference<>();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    answer.set(request.get());
                    return answer.get().statusCode() != 503 || answer.get().header("Retry-After") == null;
                });
        return answer.get().then();
    }

    private RequestSpecification request() {
        return RestAssured.given().baseUri(Stack.gateway()).auth().oauth2(Stack.token(person));
    }
}
