package io.partnersupport.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The document of the events keeps to the rules of AsyncAPI. */
class EventRulesTest {
    private static final Path FOLDER = Path.of("target", "linted");

    @Test
    void theDocumentKeepsToEveryRuleAndTheRulesFindWhatDoesNot() {
        Document document = Document.read(Document.BUILT.resolveSibling("asyncapi.yaml"));
        Path file = FOLDER.resolve("events.yaml");
        document.write(file);
        ((ObjectNode) document.root().get("info")).remove("version");
        Path mutant = FOLDER.resolve("events-without-version.yaml");
        document.write(mutant);

        assertThat(Spectral.lint("asyncapi.spectral.yaml", file, mutant))
                .containsOnlyKeys(mutant.getFileName().toString());
    }
}
