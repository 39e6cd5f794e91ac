package io.partnersupport.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The document keeps to the rules, and the rules find what does not. */
class ApiRulesTest {
    private static final Path FOLDER = Path.of("target", "linted");
    private static final String LINK = "/paths/~1v1~1contract-links/post";
    private static final String LINKS = "/paths/~1v1~1contract-links/get";

    /** Each spoils one thing; the key is the rule that has to find it. */
    private static final Map<String, Consumer<ObjectNode>> MUTATIONS = new LinkedHashMap<>();

    static {
        MUTATIONS.put("operation-ids-are-camel-case", api -> at(api, LINK).put("operationId", "link_contract"));
        MUTATIONS.put("operations-have-summaries", api -> at(api, LINK).remove("summary"));
        MUTATIONS.put(
                "properties-are-camel-case",
                api -> at(api, "/components/schemas/LinkContractResponse/properties")
                        .putObject("next_step")
                        .put("type", "string")
                        .put("description", "What to do"));
        MUTATIONS.put(
                "paths-are-kebab-case", api -> rename(at(api, "/paths"), "/v1/contract-links", "/v1/contractLinks"));
        MUTATIONS.put("lists-are-pages", api -> remove(at(api, LINKS), "parameters", "cursor"));
        MUTATIONS.put("posts-take-keys", api -> remove(at(api, LINK), "parameters", "Idempotency-Key"));
        MUTATIONS.put(
                "errors-are-problems",
                api -> rename(
                        at(api, LINK + "/responses/409/content"), "application/problem+json", "application/json"));
        MUTATIONS.put(
                "unavailability-tells-when-to-retry",
                api -> at(api, LINK + "/responses/503/headers").remove("Retry-After"));
        MUTATIONS.put(
                "creations-tell-where",
                api -> at(api, LINK + "/responses/201/headers").remove("Location"));
        MUTATIONS.put(
                "requests-have-examples",
                api -> at(api, LINK + "/requestBody/content/application~1json").remove("examples"));
        MUTATIONS.put(
                "answers-have-examples",
                api -> at(api, LINK + "/responses/201/content/application~1json")
                        .remove("examples"));
        MUTATIONS.put(
                "parameters-have-examples", api -> ((ObjectNode) at(api, LINKS).at("/parameters/0")).remove("example"));
        MUTATIONS.put(
                "schemas-are-described",
                api -> at(api, "/components/schemas/LinkContractRequest").remove("description"));
        MUTATIONS.put(
                "properties-are-described",
                api -> at(api, "/components/schemas/LinkContractRequest/properties/accessId")
                        .remove("description"));
        MUTATIONS.put("no-internals", api -> at(api, LINK).put("description", "Calls PostgresContractLinks"));
        MUTATIONS.put(
                "request-strings-are-limited",
                api -> at(api, "/components/schemas/LinkContractRequest/properties")
                        .putObject("note")
                        .put("type", "string")
                        .put("description", "Free text"));
        MUTATIONS.put(
                "oas3-valid-media-example",
                api -> at(
                                api,
                                LINK + "/requestBody/content/application~1json/examples/"
                                        + first(at(api, LINK + "/requestBody/content/application~1json/examples"))
                                        + "/value")
                        .remove("portal"));
        MUTATIONS.put(
                "owasp:api4:2023-rate-limit-responses-429",
                api -> at(api, LINK + "/responses").remove("429"));
    }

    @Test
    void theDocumentKeepsToEveryRule() {
        Path file = FOLDER.resolve("api.yaml");
        linted(Document.read(Document.BUILT)).write(file);
        assertThat(Spectral.lint("spectral.yaml", file)).isEmpty();
    }

    @Test
    void everyRuleFindsWhatBreaksIt() {
        Document whole = linted(Document.read(Document.BUILT));
        retain((ObjectNode) whole.root().get("paths"), List.of("/v1/contract-links"));
        List<Path> files = new ArrayList<>();
        MUTATIONS.forEach((rule, mutation) -> {
            Document mutant = new Document(whole.root().deepCopy());
            mutation.accept(mutant.root());
            files.add(FOLDER.resolve(rule.replace(':', '-') + ".yaml"));
            mutant.write(files.get(files.size() - 1));
        });
        Map<String, List<Spectral.Finding>> findings = Spectral.lint("spectral.yaml", files.toArray(Path[]::new));
        assertThat(MUTATIONS.keySet())
                .allSatisfy(rule -> assertThat(findings.get(rule.replace(':', '-') + ".yaml"))
                        .as(rule)
                        .isNotNull()
                        .extracting(Spectral.Finding::rule)
                        .contains(rule));
    }

    /** The form of Azure's surface is Microsoft's, not ours. */
    private static Document linted(Document document) {
        ObjectNode paths = (ObjectNode) document.root().get("paths");
        paths.remove(document.root().get("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(path -> path.contains("Microsoft."))
                .toList());
        ObjectNode schemas = (ObjectNode) document.root().at("/components/schemas");
        schemas.remove(schemas.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith("Azure") && !paths.toString().contains("/" + name + "\""))
                .toList());
        return document;
    }

    private static void retain(ObjectNode object, List<String> names) {
        object.retain(names);
    }

    private static ObjectNode at(ObjectNode api, String pointer) {
        return (ObjectNode) api.at(pointer);
    }

    private static String first(ObjectNode object) {
        return object.fieldNames().next();
    }

    private static void rename(ObjectNode object, String name, String other) {
        object.set(other, object.remove(name));
    }

    private static void remove(ObjectNode operation, String list, String name) {
        var each = operation.withArray(list).elements();
        while (each.hasNext()) {
            if (each.next().path("name").asText().equals(name)) {
                each.remove();
            }
        }
    }
}
