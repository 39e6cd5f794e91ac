package io.partnersupport.gateway.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class DocumentMergeTest {
    private final ObjectMapper yaml = new YAMLMapper();

    @Test
    void takesEverythingAndWhatIsTheSameOnce() throws IOException {
        ObjectNode merged = new DocumentMerge(read("gateway"))
                .add("contracts", read("contracts"))
                .add("incidents", read("incidents"))
                .document();

        assertThat(merged).isEqualTo(read("merged"));
    }

    @Test
    void refusesTwoDescriptionsOfOneThing() {
        assertThatThrownBy(() -> new DocumentMerge(read("gateway"))
                        .add("contracts", read("contracts"))
                        .add("contradicting", read("contradicting"))
                        .document())
                .hasMessageContaining("components schemas Problem differs between contracts and contradicting")
                .hasMessageContaining("paths /v1/contracts get differs between contracts and contradicting")
                .hasMessageContaining("operationId listContracts is used by contracts and again by contradicting")
                .hasMessageContaining("tag Contracts differs in contradicting")
                .hasMessageContaining("contradicting is written in OpenAPI 3.0.3, not 3.1.0");
    }

    private ObjectNode read(String name) throws IOException {
        try (InputStream document = DocumentMergeTest.class.getResourceAsStream("/merge/" + name + ".yaml")) {
            return (ObjectNode) yaml.readTree(document);
        }
    }
}
