package io.partnersupport.linking.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemTexts;
import io.partnersupport.linking.domain.link.Notice;
import io.partnersupport.linking.domain.link.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
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
}
