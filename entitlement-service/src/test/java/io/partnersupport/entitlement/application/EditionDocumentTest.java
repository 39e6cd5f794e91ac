package io.partnersupport.entitlement.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.entitlement.domain.catalogue.EditionFault;
import io.partnersupport.entitlement.domain.catalogue.EditionPeriod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditionDocumentTest {
    private static final EditionPeriod SINCE_2019 =
            new EditionPeriod(Instant.parse("2019-01-01T00:00:00Z"), Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {"mpn-2021", "maicpp-2023"})
    @DisplayName("E-9: what ships has no fault")
    void whatShipsIsValid(String code) {
        EditionDocument document =
                EditionDocument.read(shipped(code), Format.YAML).orElseThrow();

        assertThat(document.structureFaults()).isEmpty();
        assertThat(document.faults(List.of())).isEmpty();
        assertThat(document.edition().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpn-2021", "maicpp-2023"})
    @DisplayName("E-9: a document that is downloaded as YAML says the same when it is imported")
    void yamlIsReadAsItWasWritten(String code) {
        String stored =
                EditionDocument.read(shipped(code), Format.YAML).orElseThrow().json();

        assertThat(EditionDocument.read(EditionDocument.yaml(stored), Format.YAML)
                        .orElseThrow()
                        .saysTheSameAs(stored))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(EditionFault.class)
    @DisplayName("E-9: finds every kind of fault, with its path")
    void findsEachFault(EditionFault fault) {
        Faulty faulty = documentWith(fault);

        assertThat(read(faulty.document()).structureFaults()).isEmpty();
        List<EditionPeriod> others =
                fault == EditionFault.LEAVES_A_TIME_WITHOUT_EDITION ? List.of() : List.of(SINCE_2019);
        assertThat(read(faulty.document()).faults(others))
                .containsExactly(new EditionFault.Located(faulty.path(), fault));
    }

    /** A document with one fault. */
    private record Faulty(String path, ObjectNode document) {}

    /** A switch without default: a new fault needs a document here. */
    private static Faulty documentWith(EditionFault fault) {
        return switch (fault) {
            case ENDS_BEFORE_IT_STARTS -> faulty("/effectiveTo", "/effectiveTo", "\"2021-01-01T00:00:00Z\"");
            case STARTS_WITH_ANOTHER_EDITION ->
                faulty("/effectiveFrom", "/effectiveFrom", "\"2019-01-01T01:00:00+01:00\"");
            case LEAVES_A_TIME_WITHOUT_EDITION ->
                new Faulty("/effectiveTo", changed("/effectiveTo", "\"2024-01-01T00:00:00Z\""));
            case DUPLICATE_CODE -> faulty("/competencyAreas/1/code", "/competencyAreas/1/code", "\"security\"");
            case UNKNOWN_OFFER_IN_GRANT -> faulty("/benefits/1/grants/0/offer", "/benefits/1/grants/0/offer", "\"x\"");
            case OFFER_WITHOUT_COMPETENCY_AREA ->
                faulty("/benefits/0/grants/0/areas", "/benefits/0/grants/0/areas", "\"CLOUD\"");
            case OVERLAPPING_GRANTS -> faulty("/benefits/1/grants/1", "/benefits/1/grants/1/areas", "\"ANY\"");
            case QUANTITY_OR_UNLIMITED ->
                faulty("/benefits/0/grants/0/quantity", "/benefits/0/grants/0/unlimited", "true");
            case UNIT_IS_NEVER_UNLIMITED ->
                faulty(
                        "/benefits/3/grants/0/unlimited",
                        "/benefits/3/grants/0",
                        "{\"offer\":\"action-pack\",\"areas\":\"ANY\",\"unlimited\":true}");
            case UNIT_OF_ANOTHER_CATEGORY -> faulty("/benefits/0/unit", "/benefits/0/unit", "\"HOUR\"");
            case TERMS_ARE_MISSING -> faulty("/benefits/0/covers", "/benefits/0/covers", null);
            case TERMS_OF_ANOTHER_CATEGORY ->
                faulty("/benefits/0/grants/0/presalesDeducts", "/benefits/0/grants/0/presalesDeducts", "false");
            case DOWNLOAD_IS_NOT_OFFERED ->
                faulty(
                        "/benefits/3/software/downloads/0/language",
                        "/benefits/3/software/downloads/0/language",
                        "\"tlh\"");
            case UNKNOWN_TIME_ZONE ->
                faulty("/policies/calendars/0/timeZone", "/policies/calendars/0/timeZone", "\"Europe/Atlantis\"");
            case CLOSES_BEFORE_IT_OPENS ->
                faulty("/policies/calendars/0/closesAt", "/policies/calendars/0/closesAt", "\"09:00\"");
            case LANGUAGE_HAS_TWO_CALENDARS ->
                faulty("/policies/calendars/3/languages/0", "/policies/calendars/3/region", "\"US\"");
            case REFUND_IS_UNDECIDED ->
                faulty("/policies/incidents/refunds", "/policies/incidents/refunds/0/resolution", "\"CANCELLED\"");
            case REMINDER_AFTER_THE_WINDOW ->
                faulty("/policies/renewalReminders/daysAfter", "/policies/renewalReminders/daysAfter", "31");
        };
    }

    @Test
    @DisplayName("E-9: from the first edition on, there is always one in force")
    void leavesNoTimeWithoutEdition() {
        ObjectNode ends = changed("/effectiveTo", "\"2024-01-01T00:00:00Z\"");

        assertThat(faults(ends)).containsExactly(EditionFault.LEAVES_A_TIME_WITHOUT_EDITION);
        assertThat(faults(ends, period("2024-01-01", null))).isEmpty();
        assertThat(faults(ends, period("2024-01-02", null)))
                .containsExactly(EditionFault.LEAVES_A_TIME_WITHOUT_EDITION);
        assertThat(faults(ends, period("2019-01-01", "2023-01-01")))
                .containsExactly(EditionFault.LEAVES_A_TIME_WITHOUT_EDITION);
        assertThat(faults(changed("/name", "\"x\""), period("2019-01-01", "2020-01-01")))
                .containsExactly(EditionFault.LEAVES_A_TIME_WITHOUT_EDITION);
    }

    @Test
    @DisplayName("E-9: lists the faults of form and of meaning together")
    void listsEveryFaultAtOnce() {
        ObjectNode document = changed("/benefits/2/grants/0/offer", "\"platinum\"");
        set(document, "/policies/calendars/0/timeZone", "\"Europe/Atlantis\"");
        set(document, "/policies/membershipDays", "\"many\"");
        set(document, "/policies/advisory/hoursPerEngagement", "2.5");
        set(document, "/offers/0/colour", "\"red\"");
        set(document, "/offers/1/name", null);
        set(document, "/benefits/0/category", "\"MAGIC\"");
        set(document, "/policies/calendars/1/holidays/0", "\"2026-02-30\"");
        set(document, "/name", "\"line\\nbreak\"");
        set(document, "/code", "\"trailing\\n\"");
        set(document, "/revision", "0");

        EditionDocument read = read(document);

        assertThat(read.structureFaults())
                .extracting(StructureFault.Located::path, StructureFault.Located::fault)
                .containsExactlyInAnyOrder(
                        pair("/policies/membershipDays", StructureFault.WRONG_TYPE),
                        pair("/policies/advisory/hoursPerEngagement", StructureFault.WRONG_FORM),
                        pair("/offers/0/colour", StructureFault.UNKNOWN_PART),
                        pair("/offers/1/name", StructureFault.MISSING),
                        pair("/benefits/0/category", StructureFault.NOT_ONE_OF),
                        pair("/policies/calendars/1/holidays/0", StructureFault.WRONG_FORM),
                        pair("/name", StructureFault.WRONG_FORM),
                        pair("/code", StructureFault.WRONG_FORM),
                        pair("/revision", StructureFault.OUT_OF_LIMITS));
        assertThat(read.faults(List.of()))
                .extracting(EditionFault.Located::path, EditionFault.Located::fault)
                .containsExactlyInAnyOrder(
                        pair("/benefits/2/grants/0/offer", EditionFault.UNKNOWN_OFFER_IN_GRANT),
                        pair("/policies/calendars/0/timeZone", EditionFault.UNKNOWN_TIME_ZONE));
    }

    @Test
    @DisplayName("E-9: a key that is there twice, an anchor, an alias and a tag are faults")
    void yamlIsReadStrictly() {
        String yaml = """
                code: a
                code: b
                offers: &anchor []
                policies: *anchor
                revision: !!java.net.URL [x]
                """;

        assertThat(EditionDocument.read(yaml, Format.YAML).orElseThrow().structureFaults())
                .extracting(StructureFault.Located::path, StructureFault.Located::fault)
                .contains(
                        pair("/code", StructureFault.REPEATED),
                        pair("/policies", StructureFault.REFERENCE),
                        pair("/revision", StructureFault.REFERENCE));
        assertThat(EditionDocument.read("{\"code\":1,\"code\":2}", Format.JSON)
                        .orElseThrow()
                        .structureFaults())
                .extracting(StructureFault.Located::path, StructureFault.Located::fault)
                .contains(pair("/code", StructureFault.REPEATED));
    }

    @Test
    @DisplayName("E-9: a bomb of aliases is read once, not unfolded")
    void aliasesAreNotUnfolded() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 60; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }

        assertThat(EditionDocument.read(yaml.toString(), Format.YAML)
                        .orElseThrow()
                        .structureFaults())
                .extracting(StructureFault.Located::fault)
                .contains(StructureFault.REFERENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing",
                "code: [",
                "code: a\n--- \ncode: b",
                "code: a\u0000",
                "code: \u0007",
                "\tcode: a",
                "- ? [",
            })
    void textsThatAreNoYamlAreNotRead(String text) {
        assertThat(EditionDocument.read(text, Format.YAML)).isEmpty();
    }

    @Test
    void textsThatAreNoJsonAreNotRead() {
        for (String text :
                List.of("", "{", "{} {}", "{'code':1}", "[1,]", "\u0000", "code: a", "[".repeat(40) + "]".repeat(40))) {
            assertThat(EditionDocument.read(text, Format.JSON)).as(text).isEmpty();
        }
        assertThat(EditionDocument.read("[".repeat(40) + "]".repeat(40), Format.YAML))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "\"text\"", "{}", "99999999999999999999", "1e999999999"})
    void anythingElseThanAnEditionHasFaults(String json) {
        EditionDocument document = EditionDocument.read(json, Format.JSON).orElseThrow();

        assertThat(document.structureFaults()).isNotEmpty();
        assertThat(document.faults(List.of())).isEmpty();
    }

    private static org.assertj.core.groups.Tuple pair(String path, Enum<?> fault) {
        return org.assertj.core.groups.Tuple.tuple(path, fault);
    }

    private static List<EditionFault> faults(ObjectNode document, EditionPeriod... others) {
        return read(document).faults(List.of(others)).stream()
                .map(EditionFault.Located::fault)
                .toList();
    }

    private static EditionPeriod period(String from, String to) {
        return new EditionPeriod(
                Instant.parse(from + "T00:00:00Z"),
                Optional.ofNullable(to).map(day -> Instant.parse(day + "T00:00:00Z")));
    }

    private static Faulty faulty(String path, String changed, String value) {
        return new Faulty(path, changed(changed, value));
    }

    private static ObjectNode changed(String path, String value) {
        ObjectNode document = (ObjectNode) tree(EditionDocument.read(shipped("mpn-2021"), Format.YAML)
                .orElseThrow()
                .json());
        set(document, path, value);
        return document;
    }

    private static void set(ObjectNode document, String path, String value) {
        JsonPointer pointer = JsonPointer.compile(path);
        JsonNode parent = document.at(pointer.head());
        String name = pointer.last().getMatchingProperty();
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), tree(value));
        } else if (value == null) {
            ((ObjectNode) parent).remove(name);
        } else {
            ((ObjectNode) parent).set(name, tree(value));
        }
    }

    private static EditionDocument read(ObjectNode document) {
        return EditionDocument.read(document.toString(), Format.JSON).orElseThrow();
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String shipped(String code) {
        try (InputStream document = EditionDocumentTest.class.getResourceAsStream("/catalogue/" + code + ".yaml")) {
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
