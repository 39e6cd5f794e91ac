package io.partnersupport.e2e.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.partnersupport.e2e.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Somebody who is signed in. */
record Account(String subject, String token) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static final Account OPERATOR =
            of("49690000-0000-4000-8000-000000000001", null, List.of(), List.of("program-operator"));
    static final Account ENGINEER =
            of("49690000-0000-4000-8000-000000000002", null, List.of(), List.of("support-engineer"));
    /** Of no partner. */
    static final Account STRANGER = of("49690000-0000-4000-8000-000000000003", null, List.of(), List.of());

    static Account of(String subject, String partner, List<String> associations, List<String> roles) {
        return new Account(subject, Tokens.published().of(claims -> {
            claims.put("sub", subject);
            claims.put("associations", associations);
            claims.put("roles", roles);
            if (partner != null) {
                claims.put("partner_id", partner);
            }
        }));
    }

    /** Somebody else of no partner. */
    static Account stranger() {
        return of(UUID.randomUUID().toString(), null, List.of(), List.of());
    }

    Request sign(Request request) {
        return request.with("Authorization", "Bearer " + token);
    }

    /** What is answered by who does what a 503 asks for: the same again after a while. */
    Answer send(Request request) {
        Answer[] answer = new Answer[1];
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> {
                    answer[0] = sign(request).sendTo(Stack.gateway());
                    return answer[0].status() != 503 || answer[0].header("Retry-After") == null;
                });
        return answer[0];
    }

    /** What there is, once it is as it should be. */
    JsonNode await(String path, Predicate<JsonNode> isThere) {
        Answer[] last = new Answer[1];
        try {
            Awaitility.await().pollDelay(Duration.ZERO).atMost(PATIENCE).until(() -> {
                last[0] = send(Request.get(path));
                return last[0].status() == 200 && isThere.test(last[0].json());
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(path + " does not become as it should be: " + last[0], e);
        }
        return last[0].json();
    }

    /** Does it, as soon as the services have heard of what it needs. */
    JsonNode does(String method, String path, Object body, int expected) {
        Answer answer = asks(method, path, body, expected);
        return answer.body().isEmpty() ? MissingNode.getInstance() : answer.json();
    }

    Answer asks(String method, String path, Object body, int expected) {
        Request request = new Request(method, path, List.of(), new byte[0])
                .with("Idempotency-Key", UUID.randomUUID().toString());
        String type = body instanceof String ? "text/csv" : "application/json";
        Request whole = body == null
                ? request
                : request.with("Content-Type", path.contains("attachments") ? "application/octet-stream" : type)
                        .withBody(
                                body instanceof String text
                                        ? text
                                        : Answer.JSON.valueToTree(body).toString());
        Answer[] last = new Answer[1];
        try {
            Awaitility.await().pollDelay(Duration.ZERO).atMost(PATIENCE).until(() -> {
                last[0] = send(whole);
                return last[0].status() == expected
                        || !Set.of(404, 409, 422, 503).contains(last[0].status());
            });
            if (last[0].status() != expected) {
                throw new AssertionError(whole + " → " + last[0]);
            }
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(whole + " → " + last[0], e);
        }
        return last[0];
    }
}
