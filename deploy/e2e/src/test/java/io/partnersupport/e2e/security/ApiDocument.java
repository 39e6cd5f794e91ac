package io.partnersupport.e2e.security;

import com.fasterxml.jackson.databind.JsonNode;
import io.partnersupport.e2e.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The document that the gateway serves, which every case is made from. */
record ApiDocument(JsonNode root, List<Operation> operations) {
    private static ApiDocument served;

    static synchronized ApiDocument served() {
        if (served == null) {
            Answer answer = Request.get("/openapi?format=json").sendTo(Stack.gateway());
            ApiDocument empty = new ApiDocument(answer.json(), List.of());
            served = new ApiDocument(empty.root(), empty.read());
        }
        return served;
    }

    /** All operations for which an account signs in with a token. */
    static List<Operation> forAccounts() {
        return served().operations().stream().filter(Operation::needsToken).toList();
    }

    static Operation operation(String id) {
        return served().operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no operation " + id));
    }

    /** What a reference points at. */
    JsonNode resolved(JsonNode node) {
        JsonNode it = node;
        while (it.has("$ref")) {
            it = root.at(it.get("$ref").asText().substring(1));
        }
        return it;
    }

    private List<Operation> read() {
        List<Operation> all = new ArrayList<>();
        for (var path : root.get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (method.getValue().has("operationId")) {
                    all.add(read(path.getKey(), method.getKey(), path.getValue(), method.getValue()));
                }
            }
        }
        return all;
    }

    private Operation read(String path, String method, JsonNode item, JsonNode operation) {
        JsonNode security = operation.has("security") ? operation.get("security") : root.path("security");
        List<Operation.Parameter> parameters = new ArrayList<>();
        Stream.of(item, operation)
                .forEach(holder -> holder.path("parameters").forEach(parameter -> {
                    JsonNode it = resolved(parameter);
                    parameters.add(new Operation.Parameter(
                            it.get("name").asText(),
                            it.get("in").asText(),
                            it.path("required").asBoolean(),
                            resolved(it.path("schema")),
                            it.path("example").asText()));
                }));
        Map<String, Operation.Body> bodies = new LinkedHashMap<>();
        operation.at("/requestBody/content").properties().forEach(content -> {
            JsonNode examples = content.getValue().path("examples");
            bodies.put(
                    content.getKey(),
                    new Operation.Body(
                            resolved(content.getValue().path("schema")),
                            examples.isEmpty()
                                    ? null
                                    : examples.iterator().next().get("value")));
        });
        return new Operation(
                operation.get("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                bodies,
                names(security).contains("oidc"),
                names(security).equals(List.of("cookieAuth")));
    }

    private static List<String> names(JsonNode security) {
        List<String> names = new ArrayList<>();
        security.forEach(one -> one.fieldNames().forEachRemaining(names::add));
        return names;
    }
}
