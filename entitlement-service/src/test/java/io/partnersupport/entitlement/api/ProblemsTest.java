package io.partnersupport.entitlement.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.application.StructureFault;
import io.partnersupport.entitlement.domain.benefit.Entitlement;
import io.partnersupport.entitlement.domain.catalogue.EditionFault;
import io.partnersupport.entitlement.domain.coverage.BenefitCoverage.Rule;
import io.partnersupport.entitlement.domain.coverage.CoverageAnswer.Verdict;
import io.partnersupport.entitlement.domain.coverage.Reason;
import io.partnersupport.entitlement.domain.coverage.Remedy;
import io.partnersupport.entitlement.domain.customer.CustomerRules;
import io.partnersupport.entitlement.domain.imports.RefusedRow;
import io.partnersupport.entitlement.domain.membership.PurchaseRules;
import io.partnersupport.entitlement.domain.partner.PartnerRules;
import io.partnersupport.entitlement.domain.plan.PlanRules;
import io.partnersupport.entitlement.domain.product.ProductRules;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemTexts;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemsTest {
    static Stream<String> codes() {
        return Stream.of(
                        Arrays.stream(PartnerAccess.Refusal.values()).map(Problem::codeOf),
                        Arrays.stream(PurchaseRules.Refusal.values()).map(Problem::codeOf),
                        Arrays.stream(Reason.values()).map(Problem::codeOf),
                        Arrays.stream(ProductRules.Fault.values()).map(Problem::codeOf),
                        Arrays.stream(RefusedRow.Reason.values()).map(Problem::codeOf),
                        Stream.of("unknown-product", "renewal-window", "wrong-header", "empty-import"),
                        Arrays.stream(PartnerRules.Refusal.values()).map(Problem::codeOf),
                        Arrays.stream(CustomerRules.Refusal.values()).map(Problem::codeOf),
                        Arrays.stream(PlanRules.Refusal.values()).map(Problem::codeOf),
                        Stream.of("partner-exists", "user-exists", "no-benefits"),
                        Stream.of("invalid-edition", "edition-revision-exists", "edition-revision-not-next"))
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

    static Stream<Enum<?>> faults() {
        return Stream.<Enum<?>[]>of(StructureFault.values(), EditionFault.values())
                .flatMap(Arrays::stream);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultHasItsText(Enum<?> fault) {
        assertThat(ProblemTexts.find(Problem.codeOf(fault), "detail", Locale.ENGLISH))
                .isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(Entitlement.NotChosen.class)
    void everyReasonAgainstAGrantHasItsText(Entitlement.NotChosen reason) {
        assertThat(ProblemTexts.find("not-chosen." + Problem.codeOf(reason), "detail", Locale.ENGLISH))
                .isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(Entitlement.NotGranted.class)
    void everyReasonWhyNothingIsGrantedSaysWhatToDo(Entitlement.NotGranted reason) {
        for (String kind : new String[] {"detail", "nextStep"}) {
            assertThat(ProblemTexts.find("not-granted." + Problem.codeOf(reason), kind, Locale.ENGLISH))
                    .isNotBlank();
        }
    }

    @Test
    void everyRemedyRuleAndVerdictHasItsText() {
        Stream.of(
                        Arrays.stream(Remedy.values()).map(remedy -> "remedy." + Problem.codeOf(remedy)),
                        Arrays.stream(Rule.values()).map(rule -> "rule." + Problem.codeOf(rule)),
                        Arrays.stream(Verdict.values()).map(verdict -> "coverage." + Problem.codeOf(verdict)))
                .flatMap(each -> each)
                .forEach(code -> assertThat(ProblemTexts.find(code, "text", Locale.ENGLISH))
                        .as(code)
                        .isNotBlank());
    }
}
