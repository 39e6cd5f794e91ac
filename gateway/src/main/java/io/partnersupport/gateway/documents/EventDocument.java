package io.partnersupport.gateway.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The document of the suite's events. Its frame is written here; the payloads and their examples are the files that the
 * services publish by, in the place of each reference to them.
 */
final class EventDocument {
    /** What a schema says of itself as a file. */
    private static final List<String> OF_FILES = List.of("$schema", "$id");

    private final ObjectMapper yaml;

    private EventDocument(ObjectMapper yaml) {
        this.yaml = yaml;
    }

    static ObjectNode read(ObjectMapper yaml) {
        EventDocument document = new EventDocument(yaml);
        return (ObjectNode) document.completed(document.file("asyncapi.yaml"));
    }

    private JsonNode completed(JsonNode node) {
        if (node instanceof ObjectNode object) {
            String reference = object.path("$ref").asText("#");
            if (!reference.startsWith("#")) {
                return ((ObjectNode) file(reference)).without(OF_FILES);
            }
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                member.setValue(completed(member.getValue()));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, completed(array.get(i)));
            }
        }
        return node;
    }

    private JsonNode file(String name) {
        try (InputStream file = EventDocument.class.getResourceAsStream("/asyncapi/" + name)) {
            return yaml.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
