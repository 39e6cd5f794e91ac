package io.partnersupport.gateway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.gateway.Languages;
import io.partnersupport.gateway.problems.ProblemCatalogue.Entry;
import io.partnersupport.gateway.problems.ProblemCatalogue.Texts;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemCatalogueTest {
    /** Said in answers that are no refusals. */
    private static final Set<String> TITLES_OF_MESSAGES = Set.of(
            "no-benefits",
            "membership-ended",
            "membership-cancelled",
            "membership-not-started",
            "benefit-not-granted",
            "no-contract-needed",
            "renewal-window");

    private final ProblemCatalogue catalogue = new ProblemCatalogue();

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void explainsWhatTheGatewayRefuses(Refusal refusal) {
        assertThat(catalogue.of(refusal, Locale.ENGLISH).code()).isEqualTo(refusal.code());
    }

    @Test
    void explainsEachStatusByARefusalOfThisStatus() {
        for (int status = 400; status < 600; status++) {
            assertThat(catalogue.of(Refusal.ofStatus(status), Locale.ENGLISH).status())
                    .isIn(status, 500);
        }
    }

    @Test
    void leavesNothingUnsaid() {
        assertThat(catalogue.all()).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.code()).matches("[a-z]+(-[a-z]+)*");
            assertThat(entry.status()).isBetween(400, 599);
            assertThat(entry.title()).isNotBlank();
            assertThat(entry.meaning()).endsWith(".");
            assertThat(entry.remedy()).endsWith(".");
        });
    }

    static Stream<Locale> translations() {
        return Languages.SPOKEN.stream().filter(language -> !language.equals(Locale.ENGLISH));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void saysEverythingInEveryLanguage(Locale language) {
        Map<String, Texts> texts = ProblemCatalogue.textsIn(language);
        assertThat(texts.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        catalogue.all().stream().map(Entry::code).toList());
        assertThat(catalogue.all()).allSatisfy(entry -> {
            Texts translation = texts.get(entry.code());
            assertThat(translation.title()).isNotBlank().isNotEqualTo(entry.title());
            assertThat(translation.meaning()).matches(".+[.。]").isNotEqualTo(entry.meaning());
            assertThat(translation.remedy()).matches(".+[.。]").isNotEqualTo(entry.remedy());
            assertThat(translation.example() == null).isEqualTo(entry.example() == null);
        });
    }

    @Test
    void thePagesSpeakEveryLanguage() {
        assertThat(ProblemPages.Words.byLanguage().keySet())
                .containsExactlyElementsOf(
                        Languages.SPOKEN.stream().map(Locale::toLanguageTag).toList());
        assertThat(ProblemPages.Words.byLanguage().values())
                .allSatisfy(words -> assertThat(words).hasNoNullFieldsOrProperties());
    }

    /** What a service can answer with is in its texts; each of these codes is the address of a page here. */
    @Test
    void explainsWhatTheServicesRefuse() throws IOException {
        for (Path texts : textsOfTheServices()) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(texts)) {
                properties.load(reader);
            }
            assertThat(properties.stringPropertyNames().stream()
                            .filter(key -> key.endsWith(".title"))
                            .map(key -> key.substring(0, key.indexOf('.')))
                            .filter(code -> !TITLES_OF_MESSAGES.contains(code)))
                    .as(texts.toString())
                    .allSatisfy(code -> assertThat(catalogue.find(code)).isPresent());
        }
    }

    private static List<Path> textsOfTheServices() {
        return Stream.of(
                        "service-kit/runtime/src/main/resources/kit-problems.properties",
                        "entitlement-service/src/main/resources/problems.properties",
                        "activation-service/src/main/resources/problems.properties",
                        "contract-linking-service/src/main/resources/problems.properties",
                        "incident-service/src/main/resources/problems.properties")
                .map(Path.of("..")::resolve)
                .toList();
    }
}
