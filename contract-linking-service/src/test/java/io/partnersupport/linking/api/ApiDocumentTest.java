package io.partnersupport.linking.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.testing.WithBacking;
import io.partnersupport.linking.domain.link.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class ApiDocumentTest {
    @Test
    void linkingIsDescribedWithEveryReasonToRefuseIt() throws IOException {
        JsonNode responses = new ObjectMapper()
                .readTree(new File("target/openapi/openapi.json"))
                .at("/paths/~1v1~1contract-links/post/responses");
        Set<String> described = new TreeSet<>();
        responses.forEach(response -> response.at("/content/application~1problem+json/examples")
                .fieldNames()
                .forEachRemaining(described::add));

        assertThat(described)
                .containsAll(Stream.of(Refusal.values(), Problems.Malformed.values())
                        .flatMap(Arrays::stream)
                        .map(Problem::codeOf)
                        .toList())
                .contains("access-id-contract-id-mismatch", "too-many-attempts", "view-behind");
    }
}
