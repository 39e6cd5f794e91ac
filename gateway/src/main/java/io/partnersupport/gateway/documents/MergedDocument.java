package io.partnersupport.gateway.documents;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The API document of the whole suite, from those that the services' builds wrote. */
public final class MergedDocument {
    static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();
    private static final List<String> SERVICES =
            List.of("entitlement-service", "activation-service", "contract-linking-service", "incident-service");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private MergedDocument() {}

    static ObjectNode read() {
        DocumentMerge merge = new DocumentMerge(read("openapi/gateway.yaml", YAML));
        SERVICES.forEach(service -> merge.add(service, read("openapi/" + service + "/openapi.json", JSON)));
        return merge.document();
    }

    private static ObjectNode read(String resource, ObjectMapper mapper) {
        try (InputStream document = MergedDocument.class.getResourceAsStream("/" + resource)) {
            return (ObjectNode) mapper.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes this document and that of the events into a folder, for the gates and the generated clients. */
    public static void main(String[] folder) throws IOException {
        Path target = Files.createDirectories(Path.of(folder[0]));
        ObjectNode document = read();
        JSON.writeValue(target.resolve("openapi.json").toFile(), document);
        YAML.writeValue(target.resolve("openapi.yaml").toFile(), document);
        YAML.writeValue(target.resolve("asyncapi.yaml").toFile(), EventDocument.read(YAML));
    }
}
