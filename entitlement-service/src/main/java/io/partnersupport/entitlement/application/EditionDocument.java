package io.partnersupport.entitlement.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.partnersupport.entitlement.application.StructureFault.Located;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.EditionFault;
import io.partnersupport.entitlement.domain.catalogue.EditionPeriod;
import io.partnersupport.entitlement.domain.catalogue.EditionRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An edition as an operator writes it (E-9). */
public final class EditionDocument {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    private final JsonNode root;
    private final List<Located> readingFaults;

    private EditionDocument(DocumentReader.Read read) {
        this.root = read.root();
        this.readingFaults = read.faults();
    }

    /** Empty if the text is not a document of that format. */
    public static Optional<EditionDocument> read(String text, Format format) {
        return DocumentReader.read(text, format).map(EditionDocument::new);
    }

    /** What is wrong with its form; the rest may still be asked what is wrong with its meaning. */
    public List<Located> structureFaults() {
        Set<String> unreadable = readingFaults.stream().map(Located::path).collect(Collectors.toSet());
        return Stream.concat(
                        readingFaults.stream(),
                        Structure.SCHEMA.validate(root.toString(), InputFormat.JSON).stream()
                                .map(EditionDocument::located)
                                .filter(fault -> !unreadable.contains(fault.path())))
                .toList();
    }

    /** What is wrong with its meaning beside the newest revisions of the other editions. */
    public List<EditionFault.Located> faults(List<EditionPeriod> others) {
        return root.isObject()
                ? EditionRules.faults(JSON.convertValue(root, new TypeReference<Map<String, Object>>() {}), others)
                : List.of();
    }

    /** The code, if there is a text of that name. */
    Optional<String> code() {
        return Optional.ofNullable(root.path("code").textValue());
    }

    /** The revision, if there is a number of that name. */
    Optional<Integer> revision() {
        return Optional.of(root.path("revision"))
                .filter(JsonNode::canConvertToInt)
                .map(JsonNode::intValue);
    }

    boolean saysTheSameAs(String storedDocument) {
        return DocumentReader.read(storedDocument, Format.JSON)
                .filter(stored -> stored.root().equals(root))
                .isPresent();
    }

    /** The edition of a document without faults. */
    Edition edition() {
        return JSON.convertValue(root, Edition.class);
    }

    /** The document as it is stored. */
    String json() {
        return root.toString();
    }

    /** A stored document as YAML. Texts are quoted, so that no reader takes 17:30 for a number. */
    public static String yaml(String storedDocument) {
        try {
            return YAML.writeValueAsString(JSON.readTree(storedDocument));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Located located(Error error) {
        String path = error.getInstanceLocation().toString();
        String expected = String.valueOf(error.getSchemaNode());
        return switch (error.getKeyword()) {
            case "required" ->
                new Located(path + "/" + StructureFault.escaped(error.getProperty()), StructureFault.MISSING);
            case "additionalProperties" ->
                new Located(path + "/" + StructureFault.escaped(error.getProperty()), StructureFault.UNKNOWN_PART);
            case "type" -> new Located(path, StructureFault.WRONG_TYPE, expected);
            case "enum" -> new Located(path, StructureFault.NOT_ONE_OF, expected);
            case "uniqueItems" -> new Located(path, StructureFault.REPEATED);
            case "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems" ->
                new Located(path, StructureFault.OUT_OF_LIMITS, error.getKeyword(), expected);
            default -> new Located(path, StructureFault.WRONG_FORM);
        };
    }

    /** Apart, so that the service starts without it. */
    private static final class Structure {
        static final Schema SCHEMA = schema();

        private static Schema schema() {
            try (InputStream schema = EditionDocument.class.getResourceAsStream("/catalogue/edition.schema.json")) {
                return SchemaRegistry.withDefaultDialect(
                                SpecificationVersion.DRAFT_2020_12,
                                registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                        .formatAssertionsEnabled(true)
                                        .build()))
                        .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
