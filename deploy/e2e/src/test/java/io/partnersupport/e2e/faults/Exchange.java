package io.partnersupport.e2e.faults;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * One request and what came of it, as the client saw it.
 *
 * @param operation what it was meant to do
 * @param key its Idempotency-Key, or null where it wants no effect
 * @param sentAt milliseconds of the epoch
 * @param status 0 where no answer came
 */
record Exchange(
        String person,
        String operation,
        String method,
        String path,
        String key,
        String body,
        long sentAt,
        long millis,
        int status,
        String retryAfter,
        String location,
        String answer,
        String failure) {
    @JsonIgnore
    boolean isDone() {
        return status >= 200 && status < 300;
    }

    /** Whether a client does right to send the same again. */
    @JsonIgnore
    boolean isToBeRepeated() {
        return status == 0 || status >= 500 || status == 429;
    }

    /** The same, but for these components. */
    Exchange with(Map<String, Object> changes) {
        ObjectNode node = RequestLog.JSON.valueToTree(this);
        changes.forEach(node::putPOJO);
        return RequestLog.JSON.convertValue(node, Exchange.class);
    }

    String code() {
        int at = answer == null ? -1 : answer.indexOf("\"code\":\"");
        return at < 0 ? "" : answer.substring(at + 8, answer.indexOf('"', at + 8));
    }

    @Override
    public String toString() {
        return "%s %s %s by %s (key %s) → %s after %d ms%s"
                .formatted(
                        operation,
                        method,
                        path,
                        person,
                        key,
                        status == 0 ? failure : status + " " + code(),
                        millis,
                        status >= 500 ? ", Retry-After " + retryAfter : "");
    }
}
