package io.partnersupport.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.partnersupport.kit.http.ProblemException;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.idempotency.Idempotency.FirstAnswer;
import io.partnersupport.kit.idempotency.Idempotency.Intent;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class IdempotencyTest {
    private static final String BODY = "{\"name\":\"a\",\"size\":1}";

    private final Person person = Person.of("4960001", Role.GLOBAL_ADMIN);
    private final String id = UUID.randomUUID().toString();
    private final String key = UUID.randomUUID().toString();

    @Inject
    Things things;

    @Inject
    Database database;

    @Inject
    Idempotency idempotency;

    @AfterEach
    void thingsMayBeKept() {
        ThingResource.closed = false;
    }

    @Test
    void theSameKeyGetsTheFirstAnswerAgainByteForByte() {
        Response first = post(BODY);
        Response second = post(" { \"size\" : 1, \"name\" : \"a\" } ");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo("/v1/things/" + id);
        assertThat(second.statusCode()).isEqualTo(first.statusCode());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(things.countOf(id)).isEqualTo(1);
    }

    @Test
    @DisplayName("DOMAIN 7: a repeated answer stays in its first language, and says so")
    void theFirstAnswerKeepsItsLanguage() {
        Response first = title("pl");
        Response second = title("zh-Hans");

        assertThat(first.asString()).contains("Rzecz jest zamknięta");
        assertThat(first.header("Content-Language")).isEqualTo("pl");
        assertThat(first.header("Vary")).contains("Accept-Language");
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.header("Content-Language")).isEqualTo("pl");
        assertThat(post(BODY).header("Content-Language")).as("nothing in words").isNull();
    }

    private Response title(String language) {
        return person.request()
                .header("Idempotency-Key", key)
                .header("Accept-Language", language)
                .post("/v1/things/" + id + "/title");
    }

    @Test
    void aSecretIsKeptSealedAndGivenAgain() {
        String answer = "{\"digits\":\"12-34-56\"}";
        for (int i = 0; i < 2; i++) {
            person.request()
                    .header("Idempotency-Key", key)
                    .post("/v1/closed-things/combination")
                    .then()
                    .statusCode(200)
                    .body(equalTo(answer));
        }

        assertThat(database.query("SELECT body FROM idempotency_key WHERE key = '" + key + "'"))
                .singleElement()
                .asString()
                .startsWith("k1:")
                .doesNotContain("12-34");
    }

    @Test
    void thirtyTwoSimultaneousPostsOfOneKeyHaveOneEffectAndOneAnswer() {
        var threads = Executors.newFixedThreadPool(32);
        try {
            List<Response> answers = IntStream.range(0, 32)
                    .mapToObj(post -> CompletableFuture.supplyAsync(() -> post(BODY), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(answers).extracting(Response::statusCode).containsOnly(201);
            assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
            assertThat(things.countOf(id)).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        post(BODY);

        post("{\"name\":\"b\",\"size\":1}")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("idempotency-key-reused"))
                .body("errors.field", hasItem("Idempotency-Key"));
        assertThat(things.countOf(id)).isEqualTo(1);
    }

    @Test
    void aSetIsTheSameBodyInAnyOrder() {
        assertThat(post("{\"name\":\"a\",\"size\":1,\"labels\":[\"x\",\"y\",\"z\",\"Aa\",\"BB\"]}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(post("{\"name\":\"a\",\"size\":1,\"labels\":[\"BB\",\"Aa\",\"z\",\"y\",\"x\"]}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(things.countOf(id)).isEqualTo(1);
    }

    @Test
    void theKeyOfAnotherCallerOrOfAnotherOperationIsAnotherKey() {
        post(BODY);

        assertThat(post(Person.of("4960001", Role.GLOBAL_ADMIN), id, BODY).statusCode())
                .isEqualTo(201);
        assertThat(things.countOf(id)).isEqualTo(2);
        assertThat(post(person, id + "other", BODY).statusCode()).isEqualTo(201);
    }

    @Test
    void aRefusalIsDecidedAnew() {
        ThingResource.closed = true;
        assertThat(post(BODY).statusCode()).isEqualTo(409);
        assertThat(things.countOf(id)).isZero();
        ThingResource.closed = false;

        assertThat(post(BODY).statusCode()).isEqualTo(201);
        assertThat(post(BODY).statusCode()).isEqualTo(201);
        assertThat(things.countOf(id)).isEqualTo(1);
    }

    @Test
    void anEffectThatFailsLeavesNothingBehind() {
        post("{\"name\":\"breaks\",\"size\":1}")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body(not(containsString("secret")));
        assertThat(things.countOf(id)).isZero();
        assertThat(post(BODY).statusCode()).isEqualTo(201);
    }

    @Test
    void anExpiredKeyIsFreeAgain() {
        post(BODY);
        database.execute(
                "UPDATE idempotency_key SET created_at = created_at - interval '24 hours' WHERE key = '" + key + "'");

        post("{\"name\":\"b\",\"size\":1}").then().statusCode(201).body("sequence", equalTo(2));
        post("{\"name\":\"b\",\"size\":1}").then().statusCode(201).body("sequence", equalTo(2));
    }

    @Test
    void theAnswersToManyAreKeptInOneTransactionAllOrNone() {
        Intent one = intent(key);
        Intent other = intent(key + "-other");
        Intent refused = intent(key + "-refused");
        assertThat(inTransaction(() -> idempotency.answersTo(List.of(one, other))))
                .isEmpty();

        inTransaction(() -> idempotency.keep(Map.of(one, created("1"), other, created("2"))));

        Map<Intent, FirstAnswer> known = inTransaction(() -> idempotency.answersTo(List.of(one, other, refused)));
        assertThat(known).containsOnlyKeys(one, other);
        assertThat(known.get(other).to(other).getEntity()).isEqualTo("{\"name\":\"2\"}");
        assertThatThrownBy(
                        () -> known.get(one).to(new Intent(one.caller(), one.operation(), one.key(), new byte[] {9})))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(
                        () -> inTransaction(() -> idempotency.keep(Map.of(refused, created("3"), other, created("4")))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(inTransaction(() -> idempotency.answersTo(List.of(refused)))).isEmpty();
    }

    @Test
    void expiredAnswersToManyAreNeitherKnownNorInTheWay() {
        Intent one = intent(key);
        inTransaction(() -> idempotency.keep(Map.of(one, created("1"))));
        database.execute(
                "UPDATE idempotency_key SET created_at = created_at - interval '24 hours' WHERE key = '" + key + "'");

        assertThat(inTransaction(() -> idempotency.answersTo(List.of(one)))).isEmpty();
        inTransaction(() -> idempotency.keep(Map.of(one, created("2"))));
        assertThat(inTransaction(() -> idempotency.answersTo(List.of(one)))
                        .get(one)
                        .body())
                .contains("2");
    }

    private static Intent intent(String key) {
        return new Intent("somebody", "anOperation", key, new byte[] {1, 2, 3});
    }

    private static jakarta.ws.rs.core.Response created(String name) {
        return jakarta.ws.rs.core.Response.status(201)
                .entity(Map.of("name", name))
                .build();
    }

    private static <T> T inTransaction(Callable<T> action) {
        return QuarkusTransaction.requiringNew().call(action);
    }

    @Test
    void aKeyMustBeThereAndBePlain() {
        for (String bad : List.of("", " ", "a b", "k".repeat(256), "schlüssel")) {
            person.request()
                    .header("Idempotency-Key", bad)
                    .contentType("application/json")
                    .body(BODY)
                    .post("/v1/things/" + id)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors.field", hasItem("Idempotency-Key"));
        }
        person.request()
                .contentType("application/json")
                .body(BODY)
                .post("/v1/things/" + id)
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-missing"));
        assertThat(things.countOf(id)).isZero();
        person.request()
                .header("Idempotency-Key", "k".repeat(255))
                .contentType("application/json")
                .body(BODY)
                .post("/v1/things/" + id)
                .then()
                .statusCode(201);
    }

    @Test
    void theHeaderOfAzureClientsIsAKeyToo() {
        for (int time = 0; time < 2; time++) {
            person.request()
                    .header("MS-RequestId", key)
                    .contentType("application/json")
                    .body(BODY)
                    .post("/v1/things/" + id)
                    .then()
                    .statusCode(201)
                    .body("sequence", equalTo(1));
        }
    }

    private Response post(String body) {
        return post(person, id, body);
    }

    private Response post(Person caller, String thing, String body) {
        return caller.request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/v1/things/" + thing);
    }
}
