package io.partnersupport.entitlement.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.entitlement.application.ShippedCatalogue;
import io.partnersupport.entitlement.application.ShippedPlans;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.plan.PlanRules.NewPlan;
import io.partnersupport.entitlement.domain.plan.PlanRules.Refusal;
import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.entitlement.domain.product.ProductKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final PartnerId PARTNER = new PartnerId("4960001");

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void refusesForEachReason(Refusal refusal) {
        assertThat(PlanRules.decide(refusedFor(refusal)).refusals()).containsExactly(refusal);
    }

    /** A switch without default: a new reason needs a case here. */
    private static NewPlan refusedFor(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_PAID_PLAN -> plan("PLATINUM", "2026-01-01", "2026-12-31");
            case PLAN_ENDS_BEFORE_IT_STARTS -> plan("ASFP", "2026-01-02", "2026-01-01");
            case PLAN_DATES_TOO_FAR_AWAY -> plan("ASFP", "2026-01-01", "2206-01-01");
            case PLAN_OVERLAPS -> plan("ASFP", "2026-01-01", "2026-12-31", recorded("2026-12-31", "2027-12-30"));
        };
    }

    @Test
    @DisplayName("All reasons are given at once")
    void givesAllReasons() {
        assertThat(PlanRules.decide(plan("PLATINUM", "9999-12-31", "9999-01-01"))
                        .refusals())
                .containsExactly(
                        Refusal.UNKNOWN_PAID_PLAN, Refusal.PLAN_ENDS_BEFORE_IT_STARTS, Refusal.PLAN_DATES_TOO_FAR_AWAY);
    }

    @Test
    @DisplayName("E-14: a plan is dated; its last day is covered to the end")
    void coversItsLastDay() {
        PaidPlan leapDay = PlanRules.decide(plan("ASFP", "2028-02-29", "2028-02-29"))
                .plan()
                .orElseThrow();
        assertThat(leapDay.period())
                .isEqualTo(new Period(Instant.parse("2028-02-29T00:00:00Z"), Instant.parse("2028-03-01T00:00:00Z")));
        assertThat(leapDay.period().contains(Instant.parse("2028-02-29T23:59:59.999999999Z")))
                .isTrue();
        assertThat(leapDay.startsOn()).isEqualTo(leapDay.endsOn()).isEqualTo(LocalDate.parse("2028-02-29"));
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @DisplayName("E-14: plans of one kind may follow each other, but not overlap by a day")
    @CsvSource({
        "2025-01-01, 2025-12-31, true",
        "2025-01-01, 2026-01-01, false",
        "2026-06-01, 2026-06-02, false",
        "2025-01-01, 2027-12-31, false",
        "2026-12-31, 2027-12-31, false",
        "2027-01-01, 2027-12-31, true",
    })
    void plansOfOneKindDoNotOverlap(String startsOn, String endsOn, boolean accepted) {
        assertThat(PlanRules.decide(plan("ASFP", startsOn, endsOn, recorded("2026-01-01", "2026-12-31")))
                        .plan()
                        .isPresent())
                .isEqualTo(accepted);
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @DisplayName("Dates within ten years of today are taken")
    @CsvSource({
        "2016-03-01, 2036-03-01, true",
        "2016-02-29, 2026-03-01, false",
        "2026-03-01, 2036-03-02, false",
    })
    void takesDatesWithinTenYears(String startsOn, String endsOn, boolean accepted) {
        assertThat(PlanRules.decide(plan("PREMIER", startsOn, endsOn)).plan().isPresent())
                .isEqualTo(accepted);
    }

    @Test
    @DisplayName("E-14: ASfP is for cloud products only, Premier for all and ranked above it, with a pair of its own")
    void theCatalogueSaysWhatEachPlanIs() {
        assertThat(ShippedPlans.read().stream()
                        .sorted(Comparator.comparingInt(PlanTerms::rank))
                        .map(PlanTerms::plan))
                .containsExactly("AZURE", "ASFP", "PREMIER");
        assertThat(terms("ASFP").covers().productKinds()).containsExactly(ProductKind.CLOUD);
        assertThat(terms("ASFP").needsActivation()).isFalse();
        assertThat(terms("PREMIER").covers().productKinds())
                .containsExactlyInAnyOrder(ProductKind.ON_PREMISES, ProductKind.CLOUD);
        assertThat(terms("PREMIER").needsActivation()).isTrue();
        assertThat(terms("PREMIER").linkPolicy()).isEqualTo("SINGLE_ACCOUNT");
    }

    @Test
    @DisplayName("E-14: an Azure support plan covers Azure and no other product of the catalogue")
    void theAzurePlanCoversAzure() {
        assertThat(ShippedCatalogue.products().stream()
                        .filter(product ->
                                terms("AZURE").covers().productKinds().contains(product.kind()))
                        .map(Product::productId)
                        .filter(product ->
                                !terms("AZURE").covers().excludedProducts().contains(product)))
                .containsExactly("azure");
    }

    private static PlanTerms terms(String plan) {
        return shipped(plan).orElseThrow();
    }

    private static Optional<PlanTerms> shipped(String plan) {
        return ShippedPlans.read().stream()
                .filter(terms -> terms.plan().equals(plan))
                .findFirst();
    }

    private static NewPlan plan(String plan, String startsOn, String endsOn, PaidPlan... others) {
        return new NewPlan(
                UUID.randomUUID(),
                PARTNER,
                shipped(plan),
                LocalDate.parse(startsOn),
                LocalDate.parse(endsOn),
                List.of(others),
                NOW);
    }

    private static PaidPlan recorded(String startsOn, String endsOn) {
        return PlanRules.decide(plan("ASFP", startsOn, endsOn)).plan().orElseThrow();
    }
}
