package io.partnersupport.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.ConsoleRender;

/**
 * Whether a client of one document can go on with another. Beside openapi-diff, which does not see that a type has
 * changed (OpenAPITools/openapi-diff#910), everything that clients send must still be taken, and everything they get must
 * be what they were promised.
 */
public final class Compatibility {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    /** What makes less of what is sent acceptable when it grows, and what when it shrinks. */
    private static final List<String> LOWEST = List.of("minLength", "minimum", "minItems", "exclusiveMinimum");

    private static final List<String> HIGHEST = List.of("maxLength", "maximum", "maxItems", "exclusiveMaximum");

    private final Document before;
    private final Document after;
    private final Set<String> breaks = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();

    private enum Direction {
        /** What clients send: the new document must take all that the old one took. */
        SENT,
        /** What clients get: the new document must promise all that the old one promised. */
        GOT
    }

    private Compatibility(Document before, Document after) {
        this.before = before;
        this.after = after;
    }

    /** What a client of the first document would stumble over; empty if nothing. */
    public static List<String> breaks(Document before, Document after) {
        Compatibility comparison = new Compatibility(before, after);
        comparison.compareOperations();
        List<String> breaks = new ArrayList<>(comparison.breaks);
        if (breaks.isEmpty()) {
            ChangedOpenApi difference = OpenApiCompare.fromContents(
                    before.root().toString(), after.root().toString());
            if (difference.isIncompatible()) {
                breaks.add(rendered(difference));
            }
        }
        return breaks;
    }

    private static String rendered(ChangedOpenApi difference) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        new ConsoleRender()
                .render(difference, new java.io.OutputStreamWriter(bytes, java.nio.charset.StandardCharsets.UTF_8));
        return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    private void compareOperations() {
        before.root()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> {
                            JsonNode now = after.root()
                                    .path("paths")
                                    .path(path.getKey())
                                    .path(operation.getKey());
                            String where = operation.getKey() + " " + path.getKey();
                            if (now.isMissingNode()) {
                                breaks.add(where + " is gone");
                            } else {
                                compareOperation(where, operation.getValue(), now);
                            }
                        }));
    }

    private void compareOperation(String where, JsonNode old, JsonNode now) {
        if (!old.path("operationId").equals(now.path("operationId"))) {
            breaks.add(where + " has another operationId");
        }
        compareParameters(where, parametersOf(before, old), parametersOf(after, now));
        JsonNode oldBody = before.follow(old.path("requestBody"));
        JsonNode newBody = after.follow(now.path("requestBody"));
        if (newBody.path("required").asBoolean() && !oldBody.path("required").asBoolean()) {
            breaks.add(where + " needs a body");
        }
        compareContents(where + " body", Direction.SENT, oldBody, newBody);
        old.path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .forEach(response -> {
                    JsonNode answer = now.path("responses").path(response.getKey());
                    if (answer.isMissingNode()) {
                        breaks.add(where + " does not answer " + response.getKey() + " any more");
                    }
                    compareContents(
                            where + " " + response.getKey(),
                            Direction.GOT,
                            before.follow(response.getValue()),
                            after.follow(answer));
                });
    }

    private static Map<String, JsonNode> parametersOf(Document document, JsonNode operation) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        operation.path("parameters").forEach(reference -> {
            JsonNode parameter = document.follow(reference);
            parameters.put(
                    parameter.path("in").asText() + " " + parameter.path("name").asText(), parameter);
        });
        return parameters;
    }

    private void compareParameters(String where, Map<String, JsonNode> old, Map<String, JsonNode> now) {
        old.forEach((name, parameter) -> {
            if (now.containsKey(name)) {
                compare(
                        where + " " + name,
                        Direction.SENT,
                        parameter.path("schema"),
                        now.get(name).path("schema"));
            } else {
                breaks.add(where + " does not take " + name + " any more");
            }
        });
        now.forEach((name, parameter) -> {
            boolean wasRequired =
                    old.containsKey(name) && old.get(name).path("required").asBoolean();
            if (parameter.path("required").asBoolean() && !wasRequired) {
                breaks.add(where + " needs " + name);
            }
        });
    }

    private void compareContents(String where, Direction direction, JsonNode old, JsonNode now) {
        old.path("content").properties().forEach(form -> {
            JsonNode content = now.path("content").path(form.getKey());
            if (content.isMissingNode()) {
                breaks.add(where + " has no " + form.getKey() + " any more");
            } else {
                compare(where, direction, form.getValue().path("schema"), content.path("schema"));
            }
        });
    }

    private void compare(String where, Direction direction, JsonNode oldSchema, JsonNode newSchema) {
        String pair = direction + " " + oldSchema.path("$ref").asText() + " "
                + newSchema.path("$ref").asText();
        if (oldSchema.has("$ref") && newSchema.has("$ref") && !seen.add(pair)) {
            return;
        }
        Form old = Form.of(before, oldSchema);
        Form now = Form.of(after, newSchema);
        JsonNode oldBody = old.schema();
        JsonNode newBody = now.schema();
        compareTypes(where, direction, old, now);
        compareFormats(where, direction, oldBody, newBody);
        compareEnums(where, direction, oldBody, newBody);
        if (direction == Direction.SENT) {
            compareLimits(where, oldBody, newBody);
        }
        Set<String> wasRequired = texts(oldBody.path("required"));
        Set<String> isRequired = texts(newBody.path("required"));
        if (direction == Direction.SENT) {
            without(isRequired, wasRequired).forEach(name -> breaks.add(where + " needs " + name));
        } else {
            without(wasRequired, isRequired).forEach(name -> breaks.add(where + " may lack " + name));
        }
        oldBody.path("properties").properties().forEach(property -> {
            JsonNode present = newBody.path("properties").path(property.getKey());
            if (present.isMissingNode()) {
                breaks.add(where + " does not know " + property.getKey() + " any more");
            } else {
                compare(where + "." + property.getKey(), direction, property.getValue(), present);
            }
        });
        for (String part : List.of("items", "additionalProperties")) {
            if (oldBody.path(part).isObject() && newBody.path(part).isObject()) {
                compare(where + "[]", direction, oldBody.get(part), newBody.get(part));
            }
        }
    }

    private void compareTypes(String where, Direction direction, Form old, Form now) {
        boolean isWider =
                old.types().isEmpty() ? now.types().isEmpty() : now.types().containsAll(old.types());
        boolean isNarrower =
                old.types().isEmpty() || !now.types().isEmpty() && old.types().containsAll(now.types());
        if (direction == Direction.SENT ? !isWider && !now.types().isEmpty() : !isNarrower) {
            breaks.add(where + " was " + old.types() + " and is " + now.types());
        }
    }

    private void compareFormats(String where, Direction direction, JsonNode old, JsonNode now) {
        for (String word : List.of("format", "pattern", "const")) {
            JsonNode was = old.path(word);
            JsonNode is = now.path(word);
            // what is sent may become freer, what is got may become stricter
            boolean isFine = was.equals(is) || (direction == Direction.SENT ? is.isMissingNode() : was.isMissingNode());
            if (!isFine && !(word.equals("pattern") && direction == Direction.GOT)) {
                breaks.add(where + " has another " + word);
            }
        }
    }

    private void compareEnums(String where, Direction direction, JsonNode old, JsonNode now) {
        Set<String> were = texts(old.path("enum"));
        Set<String> are = texts(now.path("enum"));
        if (direction == Direction.SENT && now.has("enum")) {
            if (!old.has("enum")) {
                breaks.add(where + " takes only " + are);
            }
            without(were, are).forEach(value -> breaks.add(where + " does not take " + value + " any more"));
        }
        if (direction == Direction.GOT && old.has("enum")) {
            if (!now.has("enum")) {
                breaks.add(where + " may be anything");
            }
            without(are, were).forEach(value -> breaks.add(where + " may be " + value));
        }
    }

    private void compareLimits(String where, JsonNode old, JsonNode now) {
        LOWEST.stream()
                .filter(limit -> now.has(limit)
                        && (!old.has(limit)
                                || now.get(limit)
                                                .decimalValue()
                                                .compareTo(old.get(limit).decimalValue())
                                        > 0))
                .filter(limit -> old.has(limit) || now.get(limit).decimalValue().signum() > 0)
                .forEach(limit -> breaks.add(where + " has a higher " + limit));
        HIGHEST.stream()
                .filter(limit -> now.has(limit)
                        && (!old.has(limit)
                                || now.get(limit)
                                                .decimalValue()
                                                .compareTo(old.get(limit).decimalValue())
                                        < 0))
                .forEach(limit -> breaks.add(where + " has a lower " + limit));
    }

    /** A schema and its types, whether null is one of them or the other of two alternatives. */
    private record Form(JsonNode schema, Set<String> types) {
        static Form of(Document document, JsonNode reference) {
            JsonNode schema = document.follow(reference);
            Set<String> types = texts(schema.path("type"));
            for (String alternatives : List.of("anyOf", "oneOf")) {
                for (JsonNode alternative : schema.path(alternatives)) {
                    if (alternative.path("type").asText().equals("null")) {
                        types.add("null");
                    } else {
                        Form other = of(document, alternative);
                        types.addAll(other.types());
                        schema = other.schema();
                    }
                }
            }
            return new Form(schema, types);
        }
    }

    private static Set<String> texts(JsonNode values) {
        Stream<JsonNode> each =
                values.isArray() ? StreamSupport.stream(values.spliterator(), false) : Stream.of(values);
        return each.filter(value -> !value.isMissingNode())
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> these, Set<String> those) {
        Set<String> rest = new TreeSet<>(these);
        rest.removeAll(those);
        return rest;
    }
}
