package io.partnersupport.kit.document;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code operations.yaml} tells about an API; its format is explained in CONTRIBUTING.md.
 *
 * @param parameters by name: an example, or description and example
 * @param problemArguments by code: the values that its texts mention
 * @param problemMembers by code: what its example has besides the texts
 * @param operations by operationId
 * @param schemas by name
 */
record Documentation(
        Map<String, Object> parameters,
        Map<String, List<Object>> problemArguments,
        Map<String, Map<String, Object>> problemMembers,
        Map<String, Operation> operations,
        Map<String, Type> schemas) {
    static final Documentation NOTHING = new Documentation(null, null, null, null, null);
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    Documentation {
        parameters = orEmpty(parameters);
        problemArguments = orEmpty(problemArguments);
        problemMembers = orEmpty(problemMembers);
        operations = orEmpty(operations);
        schemas = orEmpty(schemas);
    }

    /**
     * What is told about one operation.
     *
     * @param parameters as in the document, for this operation only
     * @param request the example of the body, one for each media type if they differ
     * @param requests several examples, by name
     * @param responses by status: the example, one for each media type if they differ, or {@code examples} by name
     * @param problems the codes of its own refusals, by status
     */
    record Operation(
            String description,
            Map<String, Object> parameters,
            Object request,
            Map<String, Object> requests,
            Map<String, Object> responses,
            Map<String, List<String>> problems) {
        Operation {
            parameters = orEmpty(parameters);
            responses = orEmpty(responses);
            problems = orEmpty(problems);
        }

        Map<String, Object> requestsOf(String mediaType) {
            return requests == null ? examples(request, mediaType) : requests;
        }

        Map<String, Object> responsesOf(String status, String mediaType) {
            return examples(responses.get(status), mediaType);
        }

        private static Map<String, Object> examples(Object given, String mediaType) {
            if (given instanceof Map<?, ?> byType
                    && !byType.isEmpty()
                    && byType.keySet().stream().allMatch(key -> key.toString().contains("/"))) {
                return examples(byType.get(mediaType), mediaType);
            }
            Map<String, Object> examples = new LinkedHashMap<>();
            if (given instanceof Map<?, ?> named
                    && named.size() == 1
                    && named.get("examples") instanceof Map<?, ?> several) {
                several.forEach((name, example) -> examples.put(name.toString(), example));
            } else if (given != null && given instanceof String == !isStructured(mediaType)) {
                examples.put("example", given);
            }
            return examples;
        }

        /** Whether a body is one value. JSON lines are not: their example is a text. */
        private static boolean isStructured(String mediaType) {
            return mediaType.matches("application/(json|yaml|.*\\+json)");
        }
    }

    /** What is told about a schema; {@code nullable} names properties that are present without a value. */
    record Type(String description, Map<String, String> properties, List<String> required, List<String> nullable) {
        Type {
            properties = orEmpty(properties);
            required = required == null ? List.of() : List.copyOf(required);
            nullable = nullable == null ? List.of() : List.copyOf(nullable);
        }
    }

    static Optional<Documentation> read(String resource) {
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return file == null ? Optional.empty() : Optional.of(YAML.readValue(file, Documentation.class));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    /** This, and what another adds under names that this does not have. */
    Documentation orElse(Documentation other) {
        return new Documentation(
                union(parameters, other.parameters),
                union(problemArguments, other.problemArguments),
                union(problemMembers, other.problemMembers),
                union(operations, other.operations),
                union(schemas, other.schemas));
    }

    private static <V> Map<String, V> union(Map<String, V> first, Map<String, V> second) {
        Map<String, V> union = new LinkedHashMap<>(second);
        union.putAll(first);
        return union;
    }

    private static <V> Map<String, V> orEmpty(Map<String, V> map) {
        return map == null ? Map.of() : map;
    }

    /** The names of what is missing or too much, for a message. */
    static List<String> difference(Iterable<String> these, Iterable<String> those) {
        List<String> difference = new ArrayList<>();
        these.forEach(difference::add);
        those.forEach(difference::remove);
        return difference;
    }
}
