package io.partnersupport.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An API document and its schemas (JSON Schema 2020-12), in which an object has nothing that is not named. */
final class DocumentSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final JsonNode schemas;
    private final Map<String, Schema> known = new ConcurrentHashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    DocumentSchemas(JsonNode document) {
        this.document = document;
        this.schemas = document.at("/components/schemas").deepCopy();
        schemas.forEach(DocumentSchemas::close);
        // the validator takes only domains that somebody sells, so not the ones for examples (RFC 2606)
        schemas.findParents("format").stream()
                .filter(schema -> schema.path("format").asText().equals("email"))
                .forEach(schema -> ((ObjectNode) schema).remove("format"));
    }

    private static void close(JsonNode schema) {
        if (schema.has("properties") && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
    }

    /** What is wrong with a value; nothing is where there is no schema. */
    List<String> faults(JsonNode schema, String value) {
        if (schema.isMissingNode()) {
            return List.of();
        }
        return known
                .computeIfAbsent(schema.toString(), text -> registry.getSchema(whole(schema)))
                .validate(value, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private String whole(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.putObject("components").set("schemas", schemas);
        return whole.toString();
    }

    /** The operation that a request is for; of two paths the one with fewer parameters. */
    JsonNode operation(String method, String path) {
        return document.get("paths").properties().stream()
                .filter(described -> path.matches(described.getKey().replaceAll("\\{[^}]*}", "[^/]+")))
                .min(Comparator.comparingInt(
                        described -> described.getKey().replaceAll("[^{]", "").length()))
                .map(described -> described.getValue().path(method.toLowerCase(Locale.ROOT)))
                .orElse(MissingNode.getInstance());
    }

    JsonNode follow(JsonNode part) {
        return part.has("$ref") ? document.at(part.get("$ref").asText().substring(1)) : part;
    }
}
