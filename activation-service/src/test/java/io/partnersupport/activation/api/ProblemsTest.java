package io.partnersupport.activation.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.activation.application.PartnerAccess;
import io.partnersupport.activation.domain.activation.Refusal;
import io.partnersupport.activation.domain.activation.ReviewRefusal;
import io.partnersupport.activation.domain.cancellation.CancellationRefusal;
import io.partnersupport.activation.domain.cloud.AssignmentRefusal;
import io.partnersupport.activation.domain.contract.ContractRefusal;
import io.partnersupport.activation.domain.gotomarket.ContactRefusal;
import io.partnersupport.activation.domain.gotomarket.OfferRefusal;
import io.partnersupport.activation.domain.key.KeyRefusal;
import io.partnersupport.activation.domain.subscription.SeatRefusal;
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
                        Arrays.stream(KeyRefusal.values()).map(Problem::codeOf),
                        Arrays.stream(AssignmentRefusal.values()).map(Problem::codeOf),
                        Arrays.stream(SeatRefusal.values()).map(Problem::codeOf),
                        Arrays.stream(ContactRefusal.values()).map(Problem::codeOf),
                        Arrays.stream(OfferRefusal.values()).map(Problem::codeOf),
                        Arrays.stream(CancellationRefusal.values()).map(Problem::codeOf),
                        Stream.of("offer-already-active", "offer-expired"),
                        Stream.of("no-benefits", "already-requested", "already-active"))
                .flatMap(each -> each)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyCodeHasItsTexts(String code) {
        for (String kind : new String[] {"title", "detail", "nextStep"}) {
            assertThat(Problems.text(code, kind, "Ada", "then", "until", "end", "more"))
                    .as(code + "." + kind)
                    .isNotBlank()
                    .doesNotContain("{");
        }
    }
}
