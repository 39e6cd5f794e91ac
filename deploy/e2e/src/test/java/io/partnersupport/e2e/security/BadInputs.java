package io.partnersupport.e2e.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.e2e.security.Operation.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an operation has to refuse, made from its description: its own valid request with one thing wrong. */
final class BadInputs {
    /** The groups of RELIABILITY.md. */
    enum Group {
        BODY,
        FIELDS,
        STRINGS,
        DATES,
        PARAMETERS,
        HEADERS,
        IDEMPOTENCY_KEY,
        ADDRESS,
        FRAMING
    }

    /**
     * @param statuses of which one is the right answer
     * @param field that the answer has to name, or null
     */
    record Case(Operation operation, Group group, String name, Request request, Set<Integer> statuses, String field) {
        @Override
        public String toString() {
            return operation + ", " + group + ", " + name;
        }
    }

    private static final Set<Integer> MALFORMED = Set.of(400);
    private static final Set<Integer> WRONG = Set.of(400, 422);
    /** Azure's clients send more than its document has, and a name that is taken may be told first. */
    private static final Set<Integer> WRONG_FOR_AZURE = Set.of(400, 409, 422);

    private static final Map<String, String> TEXTS = Map.of(
            "control character", "a\u0007b",
            "right-to-left override", "a\u202eb",
            "line break", "a\r\nb",
            "SQL", "x'; DROP TABLE incident; --",
            "script", "<script>alert(1)</script>");

    private final Operation operation;
    private final Request base;
    private final List<Case> cases = new ArrayList<>();
    private final ApiDocument document = ApiDocument.served();
    private Group group;

    private BadInputs(Operation operation, Company company) {
        this.operation = operation;
        this.base = company.currentRequestOf(operation);
    }

    static List<Case> of(Operation operation, Company company) {
        BadInputs it = new BadInputs(operation, company);
        if (operation.takesJson()) {
            it.bodies();
            it.fields((ObjectNode) company.bodyOf(operation));
        }
        it.parameters();
        it.headers();
        it.idempotencyKeys();
        it.addresses();
        it.framing();
        return it.cases;
    }

    /** The groups that an operation of this form has. */
    static Set<Group> groupsOf(Operation operation) {
        var groups = java.util.EnumSet.of(Group.ADDRESS, Group.HEADERS);
        if (operation.takesJson()) {
            groups.addAll(Set.of(Group.BODY, Group.FIELDS));
        }
        if (operation.mediaType() != null) {
            groups.add(Group.FRAMING);
        }
        if (operation.hasHeader("Idempotency-Key")) {
            groups.add(Group.IDEMPOTENCY_KEY);
        }
        if (operation.in("query").findAny().isPresent()) {
            groups.add(Group.PARAMETERS);
        }
        return groups;
    }

    private void bodies() {
        group = Group.BODY;
        String valid = new String(base.body(), StandardCharsets.UTF_8);
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        Map.of(
                        "empty",
                        "",
                        "null",
                        "null",
                        "list",
                        "[]",
                        "number",
                        "7",
                        "text",
                        "\"text\"",
                        "truncated",
                        valid.substring(0, valid.length() - 1),
                        "BOM",
                        "\ufeff" + valid,
                        "NUL",
                        valid.replaceFirst("\"", "\u0000\""),
                        "duplicate key",
                        valid.replaceFirst("\\{", "{\"x\":1,\"x\":1,"),
                        "depth 2000",
                        "{\"x\":" + "[".repeat(2000) + "]".repeat(2000) + "}")
                .forEach((name, text) -> bodies.put(name, text.getBytes(StandardCharsets.UTF_8)));
        bodies.put("bad UTF-8", valid.replaceFirst("\"", "\"\u00c3(").getBytes(StandardCharsets.ISO_8859_1));
        bodies.put("two values", (valid + valid).getBytes(StandardCharsets.UTF_8));
        bodies.forEach((name, bytes) -> add(name, base.withBody(bytes), MALFORMED, null));
        add("more than 10 MB", base.withBody("").with("Content-Length", "10485761"), Set.of(413), null);
    }

    private void fields(ObjectNode example) {
        group = Group.FIELDS;
        if (!operation.isAzure()) {
            addAt(example, List.of("unknownKey"), "unknown key", set("1"), MALFORMED, "unknownKey");
        }
        fields(example, operation.bodies().get(operation.mediaType()).schema(), List.of());
    }

    private void fields(ObjectNode example, JsonNode objectSchema, List<String> at) {
        JsonNode properties = objectSchema.path("properties");
        for (var property : properties.properties()) {
            String name = property.getKey();
            JsonNode schema = valueSchema(property.getValue());
            List<String> path = Stream.concat(at.stream(), Stream.of(name)).toList();
            boolean required = contains(objectSchema.path("required"), name);
            fieldCases(example, path, schema, required);
            JsonNode there = part(example, path);
            if (there instanceof ObjectNode && schema.has("properties")) {
                fields(example, schema, path);
            }
        }
    }

    private void fieldCases(ObjectNode example, List<String> path, JsonNode schema, boolean required) {
        String field = String.join(".", path);
        group = Group.FIELDS;
        if (required) {
            addAt(example, path, "without " + field, (parent, key) -> parent.remove(key), WRONG, field);
        }
        String type = schema.path("type").asText();
        List<String> wrong = switch (type) {
            case "string" -> List.of("7", "{}");
            case "integer" -> List.of("\"7\"", "1.5", "12345678901234567890");
            case "boolean" -> List.of("\"true\"", "1");
            case "array" -> List.of("\"text\"", "{}");
            case "object" -> List.of("\"text\"", "[]");
            default -> List.of();
        };
        wrong.forEach(value -> addAt(example, path, field + " = " + value, set(value), MALFORMED, field));
        if (!type.equals("string")) {
            return;
        }
        String format = schema.path("format").asText();
        if (format.startsWith("date")) {
            group = Group.DATES;
            Stream.of(
                            "2027-02-29",
                            "+10000-01-01",
                            "2026-01-01T00:00:00",
                            "2027-02-29T00:00:00Z",
                            "+10000-01-01T00:00:00Z")
                    .forEach(date -> addAt(example, path, field + " = " + date, text(date), MALFORMED, field));
            return;
        }
        group = Group.STRINGS;
        if (schema.has("enum") || format.equals("uuid")) {
            addAt(example, path, field + " = something", text("something"), WRONG, field);
            return;
        }
        if (schema.has("maxLength")) {
            int longest = schema.get("maxLength").asInt();
            addAt(example, path, field + " too long", text("x".repeat(longest + 1)), WRONG, field);
        }
        if (required && !operation.isAzure()) { // Azure answers to a blank name that it is not available
            addAt(example, path, field + " blank", text(" "), WRONG, field);
        }
        TEXTS.forEach((name, text) -> {
            if (isRefused(schema, text)) {
                addAt(example, path, field + " with " + name, text(text), WRONG, field);
            }
        });
    }

    /** Whether the description of a text leaves this one out. */
    private static boolean isRefused(JsonNode schema, String text) {
        return schema.has("pattern") && !Pattern.matches(schema.get("pattern").asText(), text)
                || schema.has("maxLength")
                        && text.length() > schema.get("maxLength").asInt();
    }

    /** Its valid request with one text, wherever its description lets that text through, by the path of the field. */
    static Map<List<String>, Request> withText(Operation operation, Company company, String text) {
        Map<List<String>, Request> requests = new LinkedHashMap<>();
        BadInputs it = new BadInputs(operation, company);
        ObjectNode example = (ObjectNode) company.bodyOf(operation);
        it.texts(example, operation.bodies().get(operation.mediaType()).schema(), List.of(), (path, schema) -> {
            if (!isRefused(schema, text)) {
                ObjectNode body = example.deepCopy();
                ((ObjectNode) part(body, path.subList(0, path.size() - 1))).put(path.get(path.size() - 1), text);
                requests.put(path, company.requestOf(operation).withBody(body.toString()));
            }
        });
        return requests;
    }

    private void texts(
            ObjectNode example, JsonNode objectSchema, List<String> at, BiConsumer<List<String>, JsonNode> found) {
        for (var property : objectSchema.path("properties").properties()) {
            JsonNode schema = valueSchema(property.getValue());
            List<String> path =
                    Stream.concat(at.stream(), Stream.of(property.getKey())).toList();
            JsonNode there = part(example, path);
            if (there instanceof ObjectNode) {
                texts(example, schema, path, found);
            } else if (schema.path("type").asText().equals("string") && !schema.has("enum") && !schema.has("format")) {
                found.accept(path, schema);
            }
        }
    }

    private void parameters() {
        for (Parameter parameter : operation.in("query").toList()) {
            group = Group.PARAMETERS;
            String name = parameter.name();
            List<String> wrong = new ArrayList<>(List.of("%00"));
            String format = parameter.schema().path("format").asText();
            switch (name) {
                case "limit" -> wrong.addAll(List.of("0", "-1", "201", "abc", "12345678901234567890"));
                case "cursor", "$skiptoken" ->
                    wrong.addAll(List.of("forged", "q2Vb0m1eYwJ4sX0bT3Zk2DAxOWU0YTMwLTAwMDA"));
                case "$top" -> wrong.addAll(List.of("0", "-1", "abc"));
                case "api-version" -> wrong.addAll(List.of("", "2020-01-01"));
                default -> {
                    if (parameter.schema().has("enum") || format.equals("uuid")) {
                        wrong.add("something");
                    } else if (parameter.schema().path("type").asText().equals("boolean")) {
                        wrong.add("perhaps");
                    } else if (format.equals("date-time")) {
                        wrong.addAll(List.of(
                                "2026-01-01",
                                "2026-01-01T00:00:00",
                                "2027-02-29T00:00:00Z",
                                "%2B10000-01-01T00:00:00Z"));
                    } else if (parameter.schema().has("maxLength")) {
                        wrong.add("x".repeat(parameter.schema().get("maxLength").asInt() + 1));
                    }
                }
            }
            wrong.forEach(value -> add(name + "=" + shortened(value), base.withQuery(name, value), WRONG, name));
            if (parameter.required()) {
                add(
                        "without " + name,
                        base.withTarget(base.target().replaceFirst("[?&]" + Pattern.quote(name) + "=[^&]*", "")),
                        WRONG,
                        name);
            }
        }
    }

    private void headers() {
        group = Group.HEADERS;
        add("40 KB", base.with("X-Large", "x".repeat(40_000)), Set.of(431), null);
        if (operation.mediaType() != null) {
            if (operation.takesJson()) { // other bodies are read as what they are taken for
                add("no content type", base.with("Content-Type", null), Set.of(415), null);
            }
            add("other content type", base.with("Content-Type", "application/xml"), Set.of(415), null);
            add("broken content type", base.with("Content-Type", ";;"), Set.of(400, 415), null);
        }
        if (operation.hasHeader("If-Match")) {
            add("broken If-Match", base.with("If-Match", "a version"), Set.of(400, 412), null);
        }
    }

    private void idempotencyKeys() {
        if (operation.hasHeader("Idempotency-Key")) {
            group = Group.IDEMPOTENCY_KEY;
            add("missing", base.with("Idempotency-Key", null), MALFORMED, "Idempotency-Key");
            add("empty", base.with("Idempotency-Key", ""), MALFORMED, "Idempotency-Key");
            add("256 characters", base.with("Idempotency-Key", "x".repeat(256)), MALFORMED, "Idempotency-Key");
            add("not visible", base.with("Idempotency-Key", "a\tb"), MALFORMED, "Idempotency-Key");
        }
    }

    private void addresses() {
        group = Group.ADDRESS;
        String path = base.target().split("\\?")[0];
        String query = base.target().substring(path.length());
        Set<String> known = Set.copyOf(document.operations().stream()
                .filter(other -> matches(other.path(), path))
                .map(Operation::method)
                .toList());
        Stream.of("DELETE", "PUT", "PATCH", "POST", "FOO")
                .filter(method -> !known.contains(method))
                .forEach(method -> add(method, base.withMethod(method), Set.of(404, 405), null));
        add("//", base.withTarget("/" + base.target()), MALFORMED, null);
        add("%zz", base.withTarget(path + "%zz" + query), MALFORMED, null);
        add("%2e%2e", base.withTarget("/v1/%2e%2e" + base.target()), MALFORMED, null);
        add("..", base.withTarget(path + "/../x" + query), MALFORMED, null);
        add("2100 characters", base.withTarget(path + "/" + "x".repeat(2100) + query), Set.of(404, 405), null);
        add("9000 characters", base.withTarget(path + "/" + "x".repeat(9000) + query), Set.of(414), null);
    }

    private static boolean matches(String template, String path) {
        return path.matches(template.replaceAll("\\{[^}]+}", "[^/]+").replace(".", "\\."));
    }

    private void framing() {
        if (operation.mediaType() != null) {
            group = Group.FRAMING;
            Request framed = base.withBody("0\r\n\r\nGET /v1/smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
            add("two framings", framed.and("Content-Length", "3").and("Transfer-Encoding", "chunked"), MALFORMED, null);
            add("two lengths", framed.and("Content-Length", "3").and("Content-Length", "4"), MALFORMED, null);
            add("unknown coding", framed.and("Transfer-Encoding", "xchunked"), MALFORMED, null);
        }
    }

    private void add(String name, Request request, Set<Integer> statuses, String field) {
        cases.add(new Case(operation, group, name, request, acceptable(statuses), field));
    }

    private Set<Integer> acceptable(Set<Integer> statuses) {
        boolean ofTheBody =
                Set.of(Group.BODY, Group.FIELDS, Group.STRINGS, Group.DATES).contains(group);
        if (!ofTheBody || statuses.contains(413)) {
            return statuses;
        }
        // an edition is read as a whole, and each fault told at its path
        return operation.isAzure() ? WRONG_FOR_AZURE : operation.id().equals("importEdition") ? WRONG : statuses;
    }

    /** Adds a case whose body differs in one place; what the example leaves out on the way to it is left out. */
    private void addAt(
            ObjectNode example,
            List<String> path,
            String name,
            BiConsumer<ObjectNode, String> change,
            Set<Integer> statuses,
            String field) {
        ObjectNode body = example.deepCopy();
        Optional.ofNullable(part(body, path.subList(0, path.size() - 1)))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .ifPresent(parent -> {
                    change.accept(parent, path.get(path.size() - 1));
                    add(name, base.withBody(body.toString()), statuses, field);
                });
    }

    private static JsonNode part(JsonNode body, List<String> path) {
        JsonNode it = body;
        for (String name : path) {
            it = it == null ? null : it.get(name);
        }
        return it;
    }

    private JsonNode valueSchema(JsonNode node) {
        JsonNode it = document.resolved(node);
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            if (it.has(choice)) {
                it = document.resolved(it.get(choice).get(0));
            }
        }
        if (it.path("type").isArray()) {
            ObjectNode one = it.deepCopy();
            one.set("type", it.get("type").get(0));
            return one;
        }
        return it;
    }

    private static boolean contains(JsonNode list, String text) {
        for (JsonNode one : list) {
            if (one.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static BiConsumer<ObjectNode, String> set(String json) {
        return (parent, key) -> {
            try {
                parent.set(key, Answer.JSON.readTree(json));
            } catch (java.io.IOException e) {
                throw new IllegalArgumentException(e);
            }
        };
    }

    private static BiConsumer<ObjectNode, String> text(String text) {
        return (parent, key) -> parent.put(key, text);
    }

    private static String shortened(String value) {
        return value.length() > 30 ? value.substring(0, 30) + "…" : value;
    }
}
