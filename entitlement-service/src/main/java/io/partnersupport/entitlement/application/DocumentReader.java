package io.partnersupport.entitlement.application;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.partnersupport.entitlement.application.StructureFault.Located;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a document to its end and notes what none may contain. Aliases and tags of YAML are refused, not followed, so
 * that a small text cannot become a large document or an object of its own choice.
 */
final class DocumentReader {
    private static final int MAX_DEPTH = 30;
    private static final int MAX_CHARACTERS = 1_000_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<Located> faults = new ArrayList<>();
    private final JsonParser parser;

    private DocumentReader(JsonParser parser) {
        this.parser = parser;
    }

    /** What was read, and what is wrong with it whatever it means. */
    record Read(JsonNode root, List<Located> faults) {}

    /** Empty if the text is not a document of that format at all. */
    static Optional<Read> read(String text, Format format) {
        try (JsonParser parser = factory(format).createParser(text)) {
            DocumentReader reader = new DocumentReader(parser);
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            JsonNode root = reader.value("");
            return parser.nextToken() == null ? Optional.of(new Read(root, reader.faults)) : Optional.empty();
        } catch (IOException | YAMLException e) {
            return Optional.empty();
        }
    }

    private static JsonFactory factory(Format format) {
        JsonFactory factory = switch (format) {
            case JSON -> new JsonFactory();
            case YAML -> YAMLFactory.builder().loaderOptions(yamlLimits()).build();
        };
        factory.setStreamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
        return factory;
    }

    private static LoaderOptions yamlLimits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MAX_CHARACTERS);
        limits.setNestingDepthLimit(MAX_DEPTH);
        return limits;
    }

    private JsonNode value(String path) throws IOException {
        if (parser instanceof YAMLParser yaml
                && (yaml.isCurrentAlias() || yaml.getObjectId() != null || yaml.getTypeId() != null)) {
            faults.add(new Located(path, StructureFault.REFERENCE));
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> array(path);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == NumberType.INT
                        ? NODES.numberNode(parser.getIntValue())
                        : NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> { // no part of any document of ours is a fraction
                faults.add(new Located(path, StructureFault.WRONG_FORM));
                yield NODES.nullNode();
            }
        };
    }

    private JsonNode object(String path) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String pathOfField = path + "/" + StructureFault.escaped(name);
            parser.nextToken();
            if (object.has(name)) {
                faults.add(new Located(pathOfField, StructureFault.REPEATED));
            }
            object.set(name, value(pathOfField));
        }
        return object;
    }

    private JsonNode array(String path) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(path + "/" + array.size()));
        }
        return array;
    }
}
