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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class ApiDocumentTest {
    /** Nothing to show, and what the platform adds to every operation for signed-in callers. */
    private static final Set<String> WITHOUT_BODY = Set.of("204", "403");

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    @Test
    void everyRequestAnswerAndProblemHasAnExample() throws IOException {
        JsonNode document = new ObjectMapper().readTree(new File("target/openapi/openapi.json"));
        Set<String> codes = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> METHODS.stream().filter(path.getValue()::has).forEach(method -> {
                    JsonNode operation = path.getValue().get(method);
                    String name = method + " " + path.getKey();
                    assertThat(operation.at("/responses").properties()).as(name).hasSizeGreaterThan(2);
                    assertExamples(name + " request", operation.path("requestBody"), codes);
                    operation.get("responses").properties().forEach(answer -> {
                        String of = name + " " + answer.getKey();
                        assertThat(WITHOUT_BODY.contains(answer.getKey())
                                        || !answer.getValue().path("content").isEmpty())
                                .as(of)
                                .isTrue();
                        assertExamples(of, answer.getValue(), codes);
                    });
                }));
        assertThat(codes)
                .containsAll(
                        Arrays.stream(Refusal.values()).map(Problem::codeOf).toList())
                .containsAll(Arrays.stream(Problems.Malformed.values())
                        .map(Problem::codeOf)
                        .toList())
                .contains("access-id-contract-id-mismatch", "too-many-attempts", "view-behind", "role-required");
    }

    private static void assertExamples(String of, JsonNode body, Set<String> codes) {
        body.path("content").properties().forEach(content -> {
            JsonNode examples = content.getValue().path("examples");
            assertThat(examples.isEmpty()).as(of + " " + content.getKey()).isFalse();
            examples.forEach(example -> {
                if (example.at("/value/code").isTextual()) {
                    codes.add(example.at("/value/code").textValue());
                }
            });
        });
    }
}
