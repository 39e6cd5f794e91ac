package io.partnersupport.kit.document;

import io.partnersupport.kit.idempotency.Idempotency;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** The refusals that follow from the form of an operation, by status; the kit answers them in every service. */
final class Refusals {
    /** The codes that are the same wherever they occur, so that the document says them once. */
    static final Map<String, Integer> SHARED = Map.ofEntries(
            Map.entry("malformed-request", 400),
            Map.entry("unknown-field", 400),
            Map.entry("validation-failed", 400),
            Map.entry("malformed-cursor", 400),
            Map.entry("idempotency-key-missing", 400),
            Map.entry("unauthenticated", 401),
            Map.entry("forbidden", 403),
            Map.entry("not-found", 404),
            Map.entry("not-acceptable", 406),
            Map.entry("precondition-failed", 412),
            Map.entry("payload-too-large", 413),
            Map.entry("unsupported-media-type", 415),
            Map.entry("idempotency-key-reused", 422),
            Map.entry("precondition-required", 428),
            Map.entry("too-many-requests", 429),
            Map.entry("internal-error", 500),
            Map.entry("service-unavailable", 503));

    private final Map<Integer, Set<String>> codes = new TreeMap<>();

    Refusals(String path, Operation operation, Map<String, Parameter> parameters) {
        boolean takesBody = operation.getRequestBody() != null;
        add("malformed-request");
        if (takesBody && mediaTypes(operation.getRequestBody().getContent()).anyMatch(type -> type.contains("json"))) {
            add("unknown-field");
            add("validation-failed");
        } else if (parameters.containsKey("limit")) {
            add("validation-failed");
        }
        if (parameters.containsKey("cursor")) {
            add("malformed-cursor");
        }
        if (parameters.containsKey(Idempotency.HEADER)) {
            add("idempotency-key-missing");
            add("idempotency-key-reused");
        }
        add("unauthenticated");
        add("forbidden");
        if (path.contains("{")) {
            add("not-found");
        }
        if (operation.getResponses().getAPIResponses().values().stream()
                .anyMatch(
                        response -> mediaTypes(response.getContent()).findAny().isPresent())) {
            add("not-acceptable");
        }
        if (parameters.containsKey("If-Match")) {
            add("precondition-failed");
            add("precondition-required");
        }
        if (takesBody) {
            add("payload-too-large");
            add("unsupported-media-type");
        }
        add("too-many-requests");
        add("internal-error");
        add("service-unavailable");
    }

    private void add(String code) {
        codes.computeIfAbsent(SHARED.get(code), status -> new LinkedHashSet<>()).add(code);
    }

    /** Adds one of the operation's own; whoever names the role that is missing does not say "forbidden". */
    void add(int status, String code) {
        Set<String> present = codes.computeIfAbsent(status, any -> new LinkedHashSet<>());
        if (status == 403) {
            present.remove("forbidden");
        }
        present.add(code);
    }

    Map<Integer, Set<String>> byStatus() {
        return codes;
    }

    private static Stream<String> mediaTypes(Content content) {
        return Optional.ofNullable(content).map(Content::getMediaTypes).stream()
                .flatMap(types -> types.keySet().stream());
    }
}
