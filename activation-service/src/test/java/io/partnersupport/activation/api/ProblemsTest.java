package io.partnersupport.activation.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.activation.application.PartnerAccess;
import io.partnersupport.activation.domain.activation.Refusal;
import io.partnersupport.activation.domain.activation.ReviewRefusal;
import io.partnersupport.activation.domain.contract.ContractRefusal;
import io.partnersupport.kit.http.Problem;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemsTest {
    static Stream<String> codes() {
        return Stream.of(
                        Arrays.stream(PartnerAccess.Refusal.values()).map(Problem::codeOf),
                        Arrays.stream(Refusal.values()).map(Problem::codeOf),
                        Arrays.stream(ContractRefusal.values()).map(Problem::codeOf),
                        Arrays.stream(ReviewRefusal.values()).map(Problem::codeOf),
                        Stream.of("no-benefits", "already-requested", "already-active"))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyCodeHasItsTexts(String code) {
        for (String kind : new String[] {"title", "detail", "nextStep"}) {
            assertThat(Problems.text(code, kind, "Ada", "then", "until"))
                    .as(code + "." + kind)
                    .isNotBlank()
                    .doesNotContain("{");
        }
    }
}
