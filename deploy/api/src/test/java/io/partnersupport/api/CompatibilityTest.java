package io.partnersupport.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Clients of the released document can go on with the built one, and what would stop them is found. */
class CompatibilityTest {
    private static final String LINK = "/paths/~1v1~1contract-links/post";
    private static final String LINKS = "/paths/~1v1~1contract-links/get";
    private static final String SENT = "/components/schemas/LinkContractRequest";
    private static final String GOT = "/components/schemas/LinkContractResponse";

    private static final Map<String, Consumer<ObjectNode>> BREAKING = new LinkedHashMap<>();
    private static final Map<String, Consumer<ObjectNode>> HARMLESS = new LinkedHashMap<>();

    static {
        BREAKING.put("a path is gone", api -> at(api, "/paths").remove("/v1/contract-links"));
        BREAKING.put(
                "an operation is gone",
                api -> at(api, "/paths/~1v1~1contract-links").remove("get"));
        BREAKING.put("an operationId is another", api -> at(api, LINK).put("operationId", "link"));
        BREAKING.put("a parameter is gone", api -> ((ArrayNode) api.at(LINKS + "/parameters")).remove(0));
        BREAKING.put("a new parameter is required", api -> newParameter(api).put("required", true));
        BREAKING.put("a parameter is of another type", api -> limit(api).put("type", "string"));
        BREAKING.put("a parameter has a lower maximum", api -> limit(api).put("maximum", 100));
        BREAKING.put(
                "a form of the body is gone",
                api -> at(api, LINK + "/requestBody/content").removeAll().putObject("application/xml"));
        BREAKING.put(
                "a field is not taken any more",
                api -> at(api, SENT + "/properties").remove("portal"));
        BREAKING.put("a field has to be sent", api -> required(api, SENT).add("culture"));
        BREAKING.put(
                "a sent field is of another type",
                api -> property(api, SENT, "accessId").put("type", "integer"));
        BREAKING.put(
                "a sent field has a format",
                api -> property(api, SENT, "accessId").put("format", "uuid"));
        BREAKING.put(
                "a sent field has a longest length",
                api -> property(api, SENT, "accessId").put("maxLength", 3));
        BREAKING.put("a sent value is refused", api -> values(api, "Portal").remove(0));
        BREAKING.put("an answer is gone", api -> at(api, LINK + "/responses").remove("200"));
        BREAKING.put(
                "a form of the answer is gone",
                api -> at(api, LINKS + "/responses/200/content").remove("text/csv"));
        BREAKING.put(
                "a field is not told any more",
                api -> at(api, GOT + "/properties").remove("outcome"));
        BREAKING.put("a field may lack", api -> at(api, GOT).remove("required"));
        BREAKING.put(
                "a told field is of another type",
                api -> property(api, GOT, "nextStep").put("type", "integer"));
        BREAKING.put(
                "a told field may be null",
                api -> property(api, GOT, "outcome")
                        .putArray("type")
                        .add("string")
                        .add("null"));
        BREAKING.put(
                "a told date is of another format",
                api -> at(api, "/components/schemas/Instant").put("format", "date"));
        BREAKING.put("a told value is new", api -> values(api, "LinkState").add("FROZEN"));
        BREAKING.put(
                "the items are of another type",
                api -> property(api, GOT, "plans").putObject("items").put("type", "string"));

        HARMLESS.put("nothing", api -> {});
        HARMLESS.put(
                "a new operation",
                api -> at(api, "/paths")
                        .putObject("/v1/somethings")
                        .set("get", api.at(LINKS).<ObjectNode>deepCopy().put("operationId", "listSomethings")));
        HARMLESS.put("a new parameter", CompatibilityTest::newParameter);
        HARMLESS.put(
                "a new field that may be sent",
                api -> at(api, SENT + "/properties").putObject("culture").put("type", "string"));
        HARMLESS.put(
                "a new field that is told",
                api -> at(api, GOT + "/properties").putObject("culture").put("type", "string"));
        HARMLESS.put("a higher maximum", api -> limit(api).put("maximum", 500));
        HARMLESS.put(
                "another description and example",
                api -> at(api, LINK).put("description", "Else").put("summary", "Else"));
    }

    @Test
    void nothingThatClientsRelyOnHasChanged() {
        assertThat(Release.refusals(Document.read(Document.RELEASED), Document.read(Document.BUILT)))
                .as("clients of the released document would break; see deploy/api/README.md")
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> findsWhatBreaksClients() {
        Document released = linksOnly();
        return BREAKING.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(
                        change.getKey(),
                        () -> assertThat(Compatibility.breaks(released, changed(released, change.getValue())))
                                .isNotEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> letsPassWhatBreaksNobody() {
        Document released = linksOnly();
        return HARMLESS.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(
                        change.getKey(),
                        () -> assertThat(Compatibility.breaks(released, changed(released, change.getValue())))
                                .isEmpty()));
    }

    @Test
    void aNewMajorVersionMayBreakClients() {
        Document released = linksOnly();
        Document next = changed(released, api -> {
            at(api, "/paths").remove("/v1/contract-links");
            at(api, "/info").put("version", "2.0.0");
        });
        assertThat(Release.refusals(released, next)).isEmpty();
        at(next.root(), "/info").put("version", "1.1.0");
        assertThat(Release.refusals(released, next)).isNotEmpty();
    }

    private static Document changed(Document document, Consumer<ObjectNode> change) {
        Document changed = new Document(document.root().deepCopy());
        change.accept(changed.root());
        return changed;
    }

    /** A document is compared faster without what no change here touches. */
    private static Document linksOnly() {
        Document document = Document.read(Document.BUILT);
        at(document.root(), "/paths").retain(List.of("/v1/contract-links"));
        return document;
    }

    private static ObjectNode at(ObjectNode api, String pointer) {
        return (ObjectNode) api.at(pointer);
    }

    private static ObjectNode property(ObjectNode api, String schema, String name) {
        return at(api, schema + "/properties/" + name);
    }

    private static ArrayNode required(ObjectNode api, String schema) {
        return at(api, schema).withArray("required");
    }

    private static ArrayNode values(ObjectNode api, String schema) {
        return (ArrayNode) api.at("/components/schemas/" + schema + "/enum");
    }

    private static ObjectNode limit(ObjectNode api) {
        for (JsonNode parameter : api.at(LINKS + "/parameters")) {
            if (parameter.path("name").asText().equals("limit")) {
                return (ObjectNode) parameter.get("schema");
            }
        }
        throw new IllegalStateException("there is no limit");
    }

    private static ObjectNode newParameter(ObjectNode api) {
        ObjectNode parameter = ((ArrayNode) api.at(LINKS + "/parameters"))
                .addObject()
                .put("name", "portal")
                .put("in", "query");
        parameter.putObject("schema").put("type", "string");
        return parameter;
    }
}
