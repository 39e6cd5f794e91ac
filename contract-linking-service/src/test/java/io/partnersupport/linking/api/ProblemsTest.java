package io.partnersupport.linking.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemTexts;
import io.partnersupport.kit.http.RequestLanguage;
import io.partnersupport.linking.domain.link.Notice;
import io.partnersupport.linking.domain.link.Refusal;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9]+}");

    static Stream<String> codes() {
        return Stream.of(
                        Arrays.stream(Refusal.values()).map(Problem::codeOf),
                        Arrays.stream(Problems.Malformed.values()).map(Problem::codeOf),
                        Stream.of(
                                "access-id-contract-id-mismatch",
                                "too-many-attempts",
                                "service-unavailable",
                                "view-behind",
                                "idempotency-key-missing",
                                "role-required",
                                "operator-required",
                                "not-found"))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyCodeHasItsTexts(String code) {
        for (String kind : new String[] {"title", "detail", "nextStep"}) {
            assertThat(ProblemTexts.find(code, kind, Locale.ENGLISH))
                    .as(code + "." + kind)
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource(Problems.Malformed.class)
    void everyMalformedIdHasItsExpectedForm(Problems.Malformed id) {
        assertThat(ProblemTexts.find(Problem.codeOf(id), "expected", Locale.ENGLISH))
                .isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(Notice.Code.class)
    void everyNoticeHasItsText(Notice.Code code) {
        assertThat(ProblemTexts.find(Texts.codeOf(code), "detail", Locale.ENGLISH))
                .isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linked", "already-linked"})
    void everyOutcomeHasItsNextStep(String outcome) {
        assertThat(ProblemTexts.find(outcome, "nextStep", Locale.ENGLISH)).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "problems, _pl",
        "problems, _ru",
        "problems, _zh_Hans",
        "kit-problems, _pl",
        "kit-problems, _ru",
        "kit-problems, _zh_Hans"
    })
    @DisplayName("DOMAIN 7: every text is there in every language, with the same placeholders")
    void everyTextIsInEveryLanguage(String bundle, String language) throws IOException {
        assertThat(RequestLanguage.SPOKEN).hasSize(4);
        Map<String, String> translated = texts(bundle + language);
        Map<String, String> english = texts(bundle);
        assertThat(translated.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) -> {
            assertThat(placeholders(translated.get(key))).as(key).isEqualTo(placeholders(text));
            assertThat(translated.get(key)).as(key).isNotEqualTo(text);
        });
    }

    private static Object placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    private static Map<String, String> texts(String bundle) throws IOException {
        Properties properties = new Properties();
        try (var file = ProblemsTest.class.getResourceAsStream("/" + bundle + ".properties")) {
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        Map<String, String> texts = new TreeMap<>();
        properties.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }
}
