package io.partnersupport.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The public form of an event: a schema and an example, kept by the service that publishes it. */
public record EventContract(String service, String name) {
    /** The example, which every consumer's test must be able to take. */
    public String example() {
        return read("example");
    }

    /** Fails unless the event keeps to the schema and has no field that the schema does not name. */
    public void assertDescribes(String event) {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(read("schema"))
                        .validate(event, InputFormat.JSON))
                .isEmpty();
        try {
            List<String> fields = new ArrayList<>();
            new ObjectMapper().readTree(event).fieldNames().forEachRemaining(fields::add);
            JsonNode properties = new ObjectMapper().readTree(read("schema")).get("properties");
            assertThat(fields).allMatch(properties::has);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String part) {
        Path file = Path.of("..", service, "src/main/resources/events", name + "." + part + ".json");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("There is no " + file + " of the publishing service", e);
        }
    }
}
