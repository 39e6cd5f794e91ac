package io.partnersupport.entitlement.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.domain.customer.CustomerRules;
import io.partnersupport.entitlement.domain.membership.PurchaseRules;
import io.partnersupport.entitlement.domain.partner.PartnerRules;
import io.partnersupport.entitlement.domain.plan.PlanRules;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemTexts;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemsTest {
    static Stream<String> codes() {
        return Stream.of(
                        Arrays.stream(PartnerAccess.Refusal.values()).map(Problem::codeOf),
                        Arrays.stream(PurchaseRules.Refusal.values()).map(Problem::codeOf),
                        Arrays.stream(PartnerRules.Refusal.values()).map(Problem::codeOf),
                        Arrays.stream(CustomerRules.Refusal.values()).map(Problem::codeOf),
                        Arrays.stream(PlanRules.Refusal.values()).map(Problem::codeOf),
                        Stream.of("partner-exists", "user-exists", "no-benefits"))
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
}
