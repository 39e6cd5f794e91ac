package io.partnersupport.incident;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.micrometer.core.instrument.MeterRegistry;
import io.partnersupport.incident.Neighbours.Contract;
import io.partnersupport.incident.Receiver.Answer;
import io.partnersupport.incident.Receiver.Received;
import io.partnersupport.incident.application.webhook.WebhookConfig;
import io.partnersupport.incident.domain.webhook.Deliveries;
import io.partnersupport.incident.domain.webhook.Deliveries.Claimed;
import io.partnersupport.incident.domain.webhook.Deliveries.Message;
import io.partnersupport.incident.domain.webhook.Delivery.Attempt;
import io.partnersupport.incident.domain.webhook.DeliveryState;
import io.partnersupport.incident.domain.webhook.RetryPolicy.Verdict;
import io.partnersupport.incident.domain.webhook.WebhookId;
import io.partnersupport.kit.event.Reactions;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Concurrently;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithBacking
class WebhooksTest {
    private static final Answer ERROR = Answer.status(500);
    private static final Answer ACCEPTED = Answer.status(204);
    private static Receiver receiver;

    private final Contract contract = new Contract();
    private final Person admin = Person.of(contract.partnerId, Role.MPN_PARTNER_ADMIN);
    private final Person stranger = Person.of("4960999", Role.GLOBAL_ADMIN);
    private final String path = "/" + UUID.randomUUID();

    @Inject
    MovableClock clock;

    @Inject
    ScriptedNames names;

    @Inject
    Reactions reactions;

    @Inject
    Deliveries deliveries;

    @Inject
    ViewFreshness freshness;

    @Inject
    MeterRegistry metrics;

    @Inject
    WebhookConfig config;

    @Inject
    EntityManager entityManager;

    @BeforeAll
    static void listen() {
        receiver = new Receiver();
    }

    @AfterAll
    static void close() {
        receiver.close();
    }

    @BeforeEach
    void noon() {
        clock.set(MovableClock.NOON);
    }

    // ---- what is told

    @Test
    @DisplayName("I-15: an alert arrives once, signed, at the endpoints that want it; it names no pair and no text")
    void tellsAlerts() throws WebhookSigningException {
        knowTheContract(admin, 2);
        JsonPath wanting = register(path, "\"types\":[\"benefit.one_left\",\"benefit.exhausted\"]");
        register(path + "/all", "\"description\":\"All\"");
        register(path + "/other", "\"types\":[\"response.missed\"]");
        open(admin);

        await().untilAsserted(() -> assertThat(receiver.at(path)).hasSize(1));
        await().untilAsserted(() -> assertThat(receiver.at(path + "/all")).hasSize(1));
        Received message = receiver.at(path).get(0);
        assertSigned(message, wanting.getString("secret"));
        assertThat(message.contentType()).isEqualTo("application/json");
        JsonNode body = Neighbours.json(message.body());
        assertThat(body.fieldNames()).toIterable().containsExactly("type", "timestamp", "data");
        assertThat(body.get("type").asText()).isEqualTo("benefit.one_left");
        assertThat(Instant.parse(body.get("timestamp").asText())).isEqualTo(MovableClock.NOON);
        assertThat(body.get("data").fieldNames())
                .toIterable()
                .containsExactly("partnerId", "benefitId", "contract", "unit", "remaining", "endsAt");
        assertThat(body.get("data").get("remaining").asLong()).isEqualTo(1);
        assertThat(receiver.at(path + "/all").get(0).id()).isEqualTo(message.id());
        awaitDelivery(wanting, "DELIVERED", 1)
                .body("items[0].messageId", equalTo(message.id()))
                .body("items[0].type", equalTo("benefit.one_left"))
                .body("items[0].nextAttemptAt", nullValue())
                .body("items[0].attempts[0].statusCode", equalTo(204))
                .body("items[0].attempts[0].error", nullValue());
        assertThat(receiver.at(path + "/other")).isEmpty();
        assertThat(metrics.counter("webhook.attempts", "outcome", "delivered").count())
                .isPositive();
    }

    @Test
    @DisplayName(
            "I-15, I-13: a late first response is told to the opener's partner, not to the one whose contract it is")
    void tellsThePartnerOfTheOpener() {
        Person outsider = Person.of(Long.toString(System.nanoTime()), Role.ADMIN_AGENT);
        knowTheContract(outsider, 20);
        String types = "\"types\":[\"response.due_soon\",\"response.missed\"]";
        register(admin, path + "/contract", types);
        register(outsider, path + "/opener", types);
        Instant due = Instant.parse(open(outsider).getString("responseTarget.dueAt"));

        tick(Duration.between(MovableClock.NOON, due.minus(Duration.ofMinutes(20))));

        await().untilAsserted(() -> assertThat(receiver.at(path + "/opener")).hasSize(1));
        JsonNode body = Neighbours.json(receiver.at(path + "/opener").get(0).body());
        assertThat(body.get("type").asText()).isEqualTo("response.due_soon");
        assertThat(body.get("data").fieldNames())
                .toIterable()
                .containsExactly("partnerId", "incidentId", "incidentNumber", "severity", "responseDueAt");
        assertThat(receiver.at(path + "/contract")).isEmpty();
    }

    // ---- attempts

    @Test
    @DisplayName("I-15: a message that failed is tried again under its id, signed anew, until it is accepted")
    void triesAgain() throws WebhookSigningException {
        receiver.answering(path, ERROR, exchange -> exchange.close(), ACCEPTED);
        JsonPath webhook = register(path, "\"description\":\"Hooks\"");
        test(webhook);
        awaitDelivery(webhook, "PENDING", 1)
                .body("items[0].attempts[0].statusCode", equalTo(500))
                .body("items[0].attempts[0].error", equalTo("NOT_ACCEPTED"));
        read(webhook).body("failingSince", equalTo("2026-06-01T12:00:00Z"));
        tick(Duration.ofSeconds(6));
        awaitDelivery(webhook, "PENDING", 2)
                .body("items[0].attempts[1].statusCode", nullValue())
                .body("items[0].attempts[1].error", equalTo("CONNECTION_FAILED"));
        tick(Duration.ofMinutes(6));
        awaitDelivery(webhook, "DELIVERED", 3).body("items[0].attempts.number", contains(1, 2, 3));
        read(webhook).body("failingSince", nullValue());

        List<Received> messages = receiver.at(path);
        assertThat(messages)
                .extracting(Received::id)
                .hasSize(3)
                .containsOnly(messages.get(0).id());
        assertThat(messages).extracting(Received::timestamp).doesNotHaveDuplicates();
        for (Received message : messages) {
            assertSigned(message, webhook.getString("secret"));
        }
    }

    @Test
    @DisplayName("I-15: after ten attempts in three days it is given up; a replay sends it under the same id")
    void givesUpAndReplays() {
        receiver.answering(
                path,
                IntStream.rangeClosed(1, 11)
                        .mapToObj(i -> i < 11 ? ERROR : ACCEPTED)
                        .toArray(Answer[]::new));
        JsonPath webhook = register(path, "\"description\":\"Hooks\"");
        test(webhook);
        int attempts = 0;
        for (Duration pause : config.retries()) {
            awaitDelivery(webhook, "PENDING", ++attempts);
            tick(pause.multipliedBy(11).dividedBy(10)); // with the longest jitter
        }
        String delivery = awaitDelivery(webhook, "FAILED", 10).extract().path("items[0].id");
        list(webhook, "?state=PENDING").body("items", empty());
        list(webhook, "?state=FAILED").body("items.id", contains(delivery));

        String replay = "/v1/webhooks/" + webhook.getString("id") + "/deliveries/" + delivery + "/replay";
        admin.requestWithKey().post(replay).then().statusCode(202).body("state", equalTo("PENDING"));

        awaitDelivery(webhook, "DELIVERED", 11);
        assertThat(receiver.at(path))
                .extracting(Received::id)
                .hasSize(11)
                .containsOnly(receiver.at(path).get(0).id());
        admin.requestWithKey()
                .post(replay.replace(delivery, UUID.randomUUID().toString()))
                .then()
                .statusCode(404);
    }

    @Test
    @DisplayName("I-15: 410 disables the endpoint visibly; nothing is sent to it until it is enabled again")
    void isGone() {
        receiver.answering(path, Answer.status(410), ACCEPTED);
        JsonPath webhook = register(path, "\"description\":\"Hooks\"");
        String delivery = test(webhook).extract().path("id");
        awaitDelivery(webhook, "FAILED", 1);
        String etag = read(webhook)
                .body("enabled", equalTo(false))
                .body("disabledBecause", equalTo("GONE"))
                .body("disabledAt", equalTo("2026-06-01T12:00:00Z"))
                .extract()
                .header("ETag");
        String it = "/v1/webhooks/" + webhook.getString("id");
        for (String act : List.of("/test", "/deliveries/" + delivery + "/replay")) {
            admin.requestWithKey().post(it + act).then().statusCode(409).body("code", equalTo("webhook-disabled"));
        }
        change(webhook, etag, "{\"enabled\":true}", 200).body("enabled", equalTo(true));
        test(webhook);
        await().untilAsserted(() -> assertThat(receiver.at(path)).hasSize(2));
        admin.request()
                .get(it + "/history")
                .then()
                .body("items.act", contains("REGISTER", "DISABLE", "ENABLE"))
                .body("items[1].actor", equalTo("incident-service"))
                .body("items[1].details", equalTo("GONE"))
                .body("items[2].actor", equalTo(admin.userId()));
    }

    @Test
    @DisplayName("I-15: five days of only failures disable the endpoint, and what waits for it is given up")
    void failsForDays() {
        receiver.answering(path, ERROR);
        JsonPath webhook = register(path, "\"description\":\"Hooks\"");
        test(webhook);
        awaitDelivery(webhook, "PENDING", 1);
        test(webhook); // now, because the next failure of the first one disables the endpoint
        tick(Duration.ofDays(5));
        await().untilAsserted(() -> read(webhook).body("disabledBecause", equalTo("FAILING")));
        await().untilAsserted(() -> list(webhook, "").body("items.state", contains("FAILED", "FAILED")));
    }

    @Test
    @DisplayName("I-15: 503 with Retry-After is honoured, redirects are not followed, long answers are cut off")
    void treatsAnswersWithCare() {
        receiver.answering(path, Answer.status(503, "Retry-After", "3600"));
        JsonPath patient = register(path, "\"description\":\"Hooks\"");
        test(patient);
        Instant next =
                Instant.parse(awaitDelivery(patient, "PENDING", 1).extract().path("items[0].nextAttemptAt"));
        assertThat(next).isBetween(MovableClock.NOON.plusSeconds(3600), MovableClock.NOON.plusSeconds(3601));

        receiver.answering(path + "/moved", Answer.status(307, "Location", receiver.url(path + "/new")));
        JsonPath moved = register(path + "/moved", "\"description\":\"Hooks\"");
        test(moved);
        awaitDelivery(moved, "PENDING", 1)
                .body("items[0].attempts[0].statusCode", equalTo(307))
                .body("items[0].attempts[0].error", equalTo("REDIRECTED"));
        assertThat(receiver.at(path + "/new")).isEmpty();

        receiver.answering(path + "/long", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[1 << 16];
            while (!Thread.interrupted()) {
                exchange.getResponseBody().write(much); // without end, until the connection is closed
            }
        });
        JsonPath talkative = register(path + "/long", "\"description\":\"Hooks\"");
        test(talkative);
        awaitDelivery(talkative, "DELIVERED", 1);
    }

    @Test
    @DisplayName("I-15: a slow endpoint has one message at a time, and holds no other endpoint up")
    void isFair() throws InterruptedException {
        CountDownLatch patience = new CountDownLatch(1);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        receiver.answering(path, exchange -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                patience.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            atOnce.decrementAndGet();
            exchange.sendResponseHeaders(204, -1);
        });
        JsonPath slow = register(path, "\"description\":\"Slow\"");
        JsonPath quick = register(path + "/quick", "\"description\":\"Quick\"");
        for (int i = 0; i < 3; i++) {
            test(slow);
        }
        await().until(() -> receiver.at(path).size() == 1);
        test(quick);
        awaitDelivery(quick, "DELIVERED", 1);
        patience.countDown();
        await().untilAsserted(() -> list(slow, "?state=DELIVERED").body("items", hasSize(3)));
        assertThat(most).hasValue(1);
    }

    // ---- several instances

    @Test
    @DisplayName(
            "I-15: what another instance has begun is its own until the lease ends, then it is sent again under its id")
    void takesOverWhatAnInstanceLeftBehind() {
        receiver.answering(path, ERROR, ACCEPTED);
        JsonPath webhook = register(path, "\"description\":\"Hooks\"");
        JsonPath other = register(path + "/other", "\"description\":\"Other\"");
        test(webhook);
        awaitDelivery(webhook, "PENDING", 1);
        // another instance takes the second attempt, sends it, and dies before it can say so
        Instant begun = MovableClock.NOON.plusSeconds(6);
        Claimed left = claim(true, begun, 100).stream()
                .filter(claimed -> claimed.webhook().id().value().toString().equals(webhook.getString("id")))
                .findFirst()
                .orElseThrow();

        tick(Duration.ofSeconds(30));
        test(other);
        awaitDelivery(other, "DELIVERED", 1);
        assertThat(receiver.at(path)).hasSize(1);

        tick(Duration.ofSeconds(40));
        awaitDelivery(webhook, "DELIVERED", 2);
        assertThat(receiver.at(path))
                .extracting(Received::id)
                .containsOnly(left.message().id().toString());
        boolean heard = QuarkusTransaction.requiringNew()
                .call(() -> deliveries.record(
                        left,
                        new Attempt(2, begun, Duration.ofSeconds(1), OptionalInt.of(500), Optional.empty()),
                        new Verdict(DeliveryState.FAILED, Optional.empty(), Optional.empty()),
                        false));
        assertThat(heard).isFalse();
        awaitDelivery(webhook, "DELIVERED", 2);
    }

    @Test
    @DisplayName("I-15: of several instances one sends each message")
    void isSentByOne() throws Exception {
        Instant later = MovableClock.NOON.plus(Duration.ofDays(20));
        List<UUID> queued = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            WebhookId webhook = new WebhookId(UUID.fromString(
                    register(path + i, "\"description\":\"Hooks\"").getString("id")));
            queued.add(QuarkusTransaction.requiringNew()
                    .call(() ->
                            deliveries.queue(webhook, new Message(UUID.randomUUID(), "webhook.test", "{}", later))));
        }
        List<UUID> claimed = new ArrayList<>();
        for (List<Claimed> of : atOnce(4, () -> {
            List<Claimed> own = new ArrayList<>();
            for (List<Claimed> some = claim(false, later, 1); !some.isEmpty(); some = claim(false, later, 1)) {
                own.addAll(some);
            }
            return own;
        })) {
            of.forEach(message -> claimed.add(message.delivery()));
        }
        assertThat(claimed).containsAll(queued).doesNotHaveDuplicates();
    }

    // ---- secrets

    @Test
    @DisplayName("I-15: after a rotation both secrets sign for a day, the new one first; then it alone")
    void rotatesSecrets() throws WebhookSigningException {
        JsonPath webhook = register(path, "\"description\":\"Hooks\"");
        String key = UUID.randomUUID().toString();
        String rotation = "/v1/webhooks/" + webhook.getString("id") + "/secret-rotation";
        ValidatableResponse rotated = admin.request()
                .header("Idempotency-Key", key)
                .post(rotation)
                .then()
                .statusCode(200)
                .body("formerSecretSignsUntil", equalTo("2026-06-02T12:00:00Z"));
        String next = rotated.extract().path("secret");
        admin.request()
                .header("Idempotency-Key", key)
                .post(rotation)
                .then()
                .statusCode(200)
                .body("secret", equalTo(next));
        test(webhook);
        await().until(() -> receiver.at(path).size() == 1);
        assertSigned(receiver.at(path).get(0), next, webhook.getString("secret"));
        awaitDelivery(webhook, "DELIVERED", 1);
        tick(Duration.ofDays(1));
        test(webhook);
        await().until(() -> receiver.at(path).size() == 2);
        assertSigned(receiver.at(path).get(1), next);
    }

    @Test
    @DisplayName("I-15: secrets are shown once, and kept sealed")
    void keepsSecrets() {
        JsonPath webhook = register(path, "\"description\":\"Hooks\"");
        String secret = webhook.getString("secret");
        assertThat(secret).startsWith("whsec_");
        read(webhook).body("secret", nullValue());
        admin.request().get("/v1/webhooks").then().body("items.secret", contains(nullValue()));
        test(webhook);
        awaitDelivery(webhook, "DELIVERED", 1);
        assertThat(list(webhook, "").extract().asString()).doesNotContain(secret.substring(6));
        assertThat(query("SELECT secret FROM webhook WHERE id = '" + webhook.getString("id") + "'"))
                .first()
                .asString()
                .startsWith("e1:")
                .doesNotContain(secret.substring(6));
        assertThat(query("SELECT body FROM idempotency_key WHERE caller = '" + admin.userId() + "'"))
                .noneSatisfy(kept -> assertThat(kept).asString().contains(secret.substring(6)));
    }

    // ---- where it may go

    @ParameterizedTest
    @CsvSource({
        "http://hooks.contoso.example/, https-required",
        "https://u:p@hooks.contoso.example/#f, user-info-not-allowed fragment-not-allowed",
        "https://169.254.169.254/latest/meta-data/, host-name-required",
        "https://nowhere.contoso.example/, host-unknown",
        "https://inside.contoso.example/, address-not-public",
        "no url, url-malformed",
    })
    @DisplayName("I-15: a URL that leads where nobody else could go is refused with every reason")
    void guardsAtRegistration(String url, String reasons) {
        names.let("inside.contoso.example", "10.1.2.3");
        admin.requestWithKey()
                .body("{\"url\":\"%s\"}".formatted(url))
                .post("/v1/webhooks")
                .then()
                .statusCode(422)
                .body("code", equalTo("webhook-url-not-allowed"))
                .body("reasons.code", contains((Object[]) reasons.split(" ")))
                .body("errors[0].field", equalTo("url"));
    }

    @Test
    @DisplayName("I-15: a name that leads elsewhere at the delivery is refused then; so is a change to such a URL")
    void guardsAtDelivery() {
        names.let("hooks.contoso.example", "8.8.8.8");
        JsonPath webhook = admin.requestWithKey()
                .body("{\"url\":\"https://hooks.contoso.example/alerts\"}")
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        names.let("hooks.contoso.example", "127.0.0.1");
        test(webhook);
        awaitDelivery(webhook, "PENDING", 1)
                .body("items[0].attempts[0].error", equalTo("URL_NOT_ALLOWED"))
                .body("items[0].attempts[0].statusCode", nullValue());
        change(webhook, "\"1\"", "{\"url\":\"https://10.0.0.1/\"}", 422)
                .body("reasons.code", contains("host-name-required"));
    }

    // ---- who may do what

    @ParameterizedTest
    @CsvSource({
        "GLOBAL_ADMIN, 200",
        "MPN_PARTNER_ADMIN, 200",
        "ADMIN_AGENT, 200",
        "USER_ADMIN, 403",
        "HELPDESK_AGENT, 403",
        "SALES_AGENT, 403",
        "ACCOUNT_ADMIN, 403",
        "VS_SUBSCRIPTION_ADMIN, 403",
        "SUPPORT_ENGINEER, 403",
        "PROGRAM_OPERATOR, 403",
    })
    @DisplayName("I-15: a partner's webhooks are managed by those who see all of its incidents")
    void needsAnAdmin(Role role, int status) {
        Person.of(contract.partnerId, role).request().get("/v1/webhooks").then().statusCode(status);
        if (status == 403) {
            Person.of(contract.partnerId, role)
                    .requestWithKey()
                    .body("{\"url\":\"" + receiver.url(path) + "\"}")
                    .post("/v1/webhooks")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("webhook-admin-required"));
        }
    }

    @Test
    @DisplayName("I-15: another partner's webhook does not exist, whatever is done to it")
    void hidesTheWebhooksOfOthers() {
        JsonPath webhook = register(path, "\"description\":\"Hooks\"");
        String delivery = test(webhook).extract().path("id");
        String it = "/v1/webhooks/" + webhook.getString("id");
        for (String read : List.of(it, it + "/history", it + "/deliveries", it + "/deliveries/" + delivery)) {
            stranger.request().get(read).then().statusCode(404);
            admin.request().get(read).then().statusCode(200);
        }
        for (String act : List.of("/test", "/secret-rotation", "/deliveries/" + delivery + "/replay")) {
            stranger.requestWithKey().post(it + act).then().statusCode(404);
        }
        stranger.request()
                .header("If-Match", "\"1\"")
                .contentType("application/json")
                .body("{\"enabled\":false}")
                .patch(it)
                .then()
                .statusCode(404);
        stranger.request().delete(it).then().statusCode(404);
        stranger.request().get("/v1/webhooks").then().body("items", empty());
        JsonPath own = register(stranger, path + "/own", "\"description\":\"Hooks\"");
        stranger.request()
                .get("/v1/webhooks/" + own.getString("id") + "/deliveries/" + delivery)
                .then()
                .statusCode(404);
        stranger.request().delete("/v1/webhooks/" + own.getString("id")).then().statusCode(204);
    }

    // ---- registering and changing

    @Test
    @DisplayName("I-15: a webhook is listed, changed under its version, and deleted with its log")
    void isManaged() {
        JsonPath webhook = register(path, "\"types\":[\"benefit.ending\"]");
        String it = "/v1/webhooks/" + webhook.getString("id");
        read(webhook)
                .header("ETag", equalTo("\"1\""))
                .body("types", contains("benefit.ending"))
                .body("enabled", equalTo(true));
        change(webhook, null, "{\"enabled\":false}", 428);
        change(webhook, "\"7\"", "{\"enabled\":false}", 412);
        change(webhook, "\"1\"", "{}", 400);
        change(webhook, "\"1\"", "{\"types\":[]}", 400);
        change(webhook, "\"1\"", "{\"types\":[\"benefit.gone\"]}", 400);
        change(
                        webhook,
                        "\"1\"",
                        "{\"url\":\"%s\",\"types\":[\"benefit.exhausted\",\"response.missed\"],\"enabled\":false}"
                                .formatted(receiver.url(path + "/new")),
                        200)
                .header("ETag", equalTo("\"2\""))
                .body("url", equalTo(receiver.url(path + "/new")))
                .body("types", contains("benefit.exhausted", "response.missed"))
                .body("disabledBecause", equalTo("OWNER"));
        admin.request()
                .get(it + "/history")
                .then()
                .body("items.act", contains("REGISTER", "CHANGE", "DISABLE"))
                .body("items[1].details", equalTo("url,types"));
        String second = register(path + "/2", "\"description\":\"Second\"").getString("id");
        String cursor = admin.request()
                .get("/v1/webhooks?limit=1")
                .then()
                .body("items.id", contains(webhook.getString("id")))
                .extract()
                .path("nextCursor");
        admin.request()
                .get("/v1/webhooks?limit=1&cursor=" + cursor)
                .then()
                .body("items.id", contains(second))
                .body("items[0].types", hasSize(6));
        admin.request().delete(it).then().statusCode(204);
        admin.request().get(it).then().statusCode(404);
        assertThat(query("SELECT act FROM webhook_act WHERE webhook = '" + webhook.getString("id")
                        + "' ORDER BY position"))
                .last()
                .isEqualTo("DELETE");
    }

    @Test
    @DisplayName("I-15: a partner registers five webhooks, also when it registers ten at once")
    void limitsRegistrations() throws Exception {
        List<Integer> statuses = atOnce(
                10,
                () -> admin.requestWithKey()
                        .body("{\"url\":\"" + receiver.url(path) + "\"}")
                        .post("/v1/webhooks")
                        .statusCode());
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(5);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(5);
    }

    @Test
    @DisplayName("I-15: the log is one page in three statements, and is forgotten after thirty days")
    void keepsALog() {
        JsonPath webhook = register(path, "\"description\":\"Hooks\"");
        String first = test(webhook).extract().path("id");
        awaitDelivery(webhook, "DELIVERED", 1);
        clock.advance(Duration.ofSeconds(1));
        String second = test(webhook).extract().path("id");
        await().untilAsserted(() -> list(webhook, "?state=DELIVERED").body("items.id", contains(second, first)));
        assertThat(StatementCount.of(() -> list(webhook, "?state=DELIVERED"))).hasSize(3);
        String cursor = list(webhook, "?limit=1")
                .body("items.id", contains(second))
                .extract()
                .path("nextCursor");
        list(webhook, "?limit=1&cursor=" + cursor).body("items.id", contains(first));
        admin.request()
                .get("/v1/webhooks/" + webhook.getString("id") + "/deliveries?state=LOST")
                .then()
                .statusCode(400);
        tick(Duration.ofDays(31));
        await().untilAsserted(() -> list(webhook, "").body("items", empty()));
    }

    // ---- helps

    private void knowTheContract(Person account, long units) {
        if (freshness.asOf().isEmpty()) {
            Neighbours.start(MovableClock.NOON);
            await().until(() -> !freshness.isBehind());
        }
        contract.granting(units).send().link(account);
        await().untilAsserted(() -> assertThat(
                        account.request().get("/v1/support-plans").jsonPath().getList("available.planId"))
                .contains(contract.productSupport().toString()));
    }

    private static JsonPath open(Person who) {
        return who.requestWithKey()
                .body("""
                        {"kind":"BREAK_FIX","severity":"C","title":"Queries hang","description":"Since Monday",
                        "contact":{"name":"Ada","email":"ada@contoso.example","phone":"+48 22 000 00","language":"en",
                        "country":"PL","timeZone":"Europe/Warsaw","reachableAroundTheClock":false},"channel":"WEB",
                        "productId":"sql-server","version":"2025"}""")
                .post("/v1/incidents")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private JsonPath register(String at, String more) {
        return register(admin, at, more);
    }

    private static JsonPath register(Person who, String at, String more) {
        return who.requestWithKey()
                .body("{\"url\":\"%s\",%s}".formatted(receiver.url(at), more))
                .post("/v1/webhooks")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201)
                .body("secret", not(nullValue()))
                .extract()
                .jsonPath();
    }

    private ValidatableResponse test(JsonPath webhook) {
        return admin.requestWithKey()
                .post("/v1/webhooks/" + webhook.getString("id") + "/test")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(202)
                .body("type", equalTo("webhook.test"));
    }

    private ValidatableResponse read(JsonPath webhook) {
        return admin.request()
                .get("/v1/webhooks/" + webhook.getString("id"))
                .then()
                .statusCode(200);
    }

    private ValidatableResponse list(JsonPath webhook, String query) {
        return admin.request()
                .get("/v1/webhooks/" + webhook.getString("id") + "/deliveries" + query)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse awaitDelivery(JsonPath webhook, String state, int attempts) {
        await().untilAsserted(() ->
                list(webhook, "").body("items.state", contains(state)).body("items[0].attempts", hasSize(attempts)));
        return list(webhook, "");
    }

    private ValidatableResponse change(JsonPath webhook, String etag, String body, int status) {
        var request = admin.request().contentType("application/json").body(body);
        if (etag != null) {
            request.header("If-Match", etag);
        }
        return request.patch("/v1/webhooks/" + webhook.getString("id"))
                .then()
                .log()
                .ifValidationFails()
                .statusCode(status);
    }

    private static void assertSigned(Received message, String... secrets) throws WebhookSigningException {
        List<String> expected = new ArrayList<>();
        for (String secret : secrets) {
            expected.add(new Webhook(secret).sign(message.id(), Long.parseLong(message.timestamp()), message.body()));
        }
        assertThat(message.signature().split(" ")).containsExactlyElementsOf(expected);
    }

    private void tick(Duration time) {
        clock.advance(time);
        reactions.wakeAtCommit();
    }

    private List<Claimed> claim(boolean struggling, Instant now, int limit) {
        return QuarkusTransaction.requiringNew()
                .call(() -> deliveries.claim(struggling, now, now.plus(Duration.ofMinutes(1)), limit));
    }

    private static <T> List<T> atOnce(int times, Callable<T> action) {
        return Concurrently.run(Collections.nCopies(times, action));
    }

    private List<?> query(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entityManager.createNativeQuery(sql).getResultList());
    }
}
