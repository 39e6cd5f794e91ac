package io.partnersupport.linking.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.http.Problem;
import io.partnersupport.linking.domain.link.Notice;
import io.partnersupport.linking.domain.link.Refusal;
import java.util.Arrays;
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
                                "not-found"))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyCodeHasItsTexts(String code) {
        for (String kind : new String[] {"title", "detail", "nextStep"}) {
            assertThat(Texts.find(code, kind)).as(code + "." + kind).isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource(Notice.Code.class)
    void everyNoticeHasItsText(Notice.Code code) {
        assertThat(Texts.find(Texts.codeOf(code), "detail")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linked", "already-linked"})
    void everyOutcomeHasItsNextStep(String outcome) {
        assertThat(Texts.find(outcome, "nextStep")).isNotBlank();
    }
}
