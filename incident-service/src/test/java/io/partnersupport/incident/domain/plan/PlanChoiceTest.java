package io.partnersupport.incident.domain.plan;

import static io.partnersupport.incident.domain.Facts.ENDS_AT;
import static io.partnersupport.incident.domain.Facts.productSupport;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlanChoiceTest {
    private final SupportPlan later = productSupport(0).plan();
    private final SupportPlan sooner =
            productSupport(0).until(ENDS_AT.minus(Duration.ofNanos(1))).plan();
    private final SupportPlan uncounted =
            productSupport(0).with(Units.unlimited(0)).plan();

    @Test
    @DisplayName("I-5: the only usable plan is used")
    void usesTheOnlyPlan() {
        assertThat(PlanChoice.among(List.of(later), false))
                .isEqualTo(new PlanChoice(later, ChosenBecause.ONLY_USABLE_PLAN));
    }

    @Test
    @DisplayName("I-5: an uncounted plan goes first")
    void usesTheUncountedPlanFirst() {
        assertThat(PlanChoice.among(List.of(later, sooner, uncounted), false))
                .isEqualTo(new PlanChoice(uncounted, ChosenBecause.UNCOUNTED_FIRST));
    }

    @Test
    @DisplayName("I-5: of counted plans the one that ends first is used")
    void usesTheFirstToEnd() {
        assertThat(PlanChoice.among(List.of(later, sooner), false))
                .isEqualTo(new PlanChoice(sooner, ChosenBecause.ENDS_FIRST));
        assertThat(PlanChoice.among(List.of(later, sooner), true))
                .isEqualTo(new PlanChoice(sooner, ChosenBecause.ENDS_FIRST));
    }

    @Test
    @DisplayName("I-5: prefer COUNTED reverses the order")
    void usesTheCountedPlanWhenPreferred() {
        assertThat(PlanChoice.among(List.of(uncounted, later, sooner), true))
                .isEqualTo(new PlanChoice(sooner, ChosenBecause.COUNTED_PREFERRED));
    }

    @Test
    @DisplayName("I-5: the choice does not depend on the order in which plans are found")
    void isDeterministic() {
        SupportPlan twin = productSupport(0).plan();
        assertThat(PlanChoice.among(List.of(later, twin), false))
                .isEqualTo(PlanChoice.among(List.of(twin, later), false));
    }
}
