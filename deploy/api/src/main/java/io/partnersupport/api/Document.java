package io.partnersupport.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An OpenAPI document as a tree whose references are followed. */
public record Document(ObjectNode root) {
    /** What the last release promised. */
    public static final Path RELEASED = Path.of("released", "openapi.yaml");
    /** What the build of the gateway merged. */
    public static final Path BUILT = Path.of("..", "..", "gateway", "target", "openapi", "openapi.yaml");

    static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    public static Document read(Path file) {
        try {
            return new Document((ObjectNode) YAML.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("Build the gateway first, with \"mvn package\" in the root", e);
        }
    }

    public void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            YAML.writeValue(file.toFile(), root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part itself where it is a reference to it. */
    JsonNode follow(JsonNode part) {
        JsonNode node = part;
        while (node.has("$ref")) {
            node = root.at(node.get("$ref").asText().substring(1));
        }
        return node == null ? MissingNode.getInstance() : node;
    }

    int majorVersion() {
        return Integer.parseInt(root.at("/info/version").asText().split("\\.")[0]);
    }

    @Override
    public String toString() {
        return root.at("/info/title").asText() + " " + root.at("/info/version").asText();
    }
}
