package io.partnersupport.incident.domain.plan;

import static io.partnersupport.incident.domain.Facts.AZURE;
import static io.partnersupport.incident.domain.Facts.ENDS_AT;
import static io.partnersupport.incident.domain.Facts.MARKETPLACE;
import static io.partnersupport.incident.domain.Facts.MICROSOFT_365;
import static io.partnersupport.incident.domain.Facts.NOW;
import static io.partnersupport.incident.domain.Facts.SQL_SERVER;
import static io.partnersupport.incident.domain.Facts.STARTS_AT;
import static io.partnersupport.incident.domain.Facts.V2019;
import static io.partnersupport.incident.domain.Facts.V2022;
import static io.partnersupport.incident.domain.Facts.V2025;
import static io.partnersupport.incident.domain.Facts.cloudSupport;
import static io.partnersupport.incident.domain.Facts.paid;
import static io.partnersupport.incident.domain.Facts.productSupport;
import static io.partnersupport.incident.domain.Refusal.CLOUD_PRODUCT_ONLY;
import static io.partnersupport.incident.domain.Refusal.CONTRACT_WITHDRAWN;
import static io.partnersupport.incident.domain.Refusal.INCIDENTS_EXHAUSTED;
import static io.partnersupport.incident.domain.Refusal.MAINSTREAM_SUPPORT_ENDED;
import static io.partnersupport.incident.domain.Refusal.ON_PREMISES_PRODUCT_ONLY;
import static io.partnersupport.incident.domain.Refusal.OWN_TENANT_NOT_COVERED;
import static io.partnersupport.incident.domain.Refusal.PLAN_EXPIRED;
import static io.partnersupport.incident.domain.Refusal.PLAN_NOT_STARTED;
import static io.partnersupport.incident.domain.Refusal.PRODUCT_NOT_COVERED;
import static io.partnersupport.incident.domain.Refusal.SUPERSEDED;
import static io.partnersupport.incident.domain.Refusal.VERSION_NOT_COVERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.incident.domain.Facts;
import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.product.ProductKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanRulesTest {
    private static final Duration TICK = Duration.ofNanos(1);

    @Test
    @DisplayName("I-1: nothing speaks against a plan that is in force, has units and covers the version")
    void aUsablePlanHasNoReasons() {
        assertThat(reasons(productSupport(19), SQL_SERVER, "2025", NOW)).isEmpty();
        assertThat(reasons(productSupport(19), SQL_SERVER, "2022", NOW)).isEmpty();
        assertThat(reasons(cloudSupport(), AZURE, null, NOW)).isEmpty();
        assertThat(reasons(productSupport(19), SQL_SERVER, null, NOW)).isEmpty();
        assertThat(PlanRules.reasonsAgainst(
                        productSupport(19).plan(),
                        new Situation(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                List.of()),
                        Optional.empty(),
                        Optional.empty(),
                        NOW))
                .isEmpty();
    }

    @Test
    @DisplayName("I-1: a plan begins at the instant of its start")
    void beginsAtItsStart() {
        assertThat(reasons(productSupport(0), SQL_SERVER, null, STARTS_AT.minus(TICK)))
                .containsExactly(PLAN_NOT_STARTED);
        assertThat(reasons(productSupport(0), SQL_SERVER, null, STARTS_AT)).isEmpty();
    }

    @Test
    @DisplayName("I-1: a plan has expired at the instant of its end")
    void hasExpiredAtItsEnd() {
        assertThat(reasons(productSupport(0), SQL_SERVER, null, ENDS_AT.minus(TICK)))
                .isEmpty();
        assertThat(reasons(productSupport(0), SQL_SERVER, null, ENDS_AT)).containsExactly(PLAN_EXPIRED);
    }

    @Test
    @DisplayName("I-2: the last unit can be used, the one after it cannot")
    void isExhaustedWithoutAUnit() {
        assertThat(reasons(productSupport(19), SQL_SERVER, "2025", NOW)).isEmpty();
        assertThat(reasons(productSupport(20), SQL_SERVER, "2025", NOW)).containsExactly(INCIDENTS_EXHAUSTED);
        assertThat(reasons(cloudSupport().with(Units.unlimited(100_000)), AZURE, null, NOW))
                .isEmpty();
    }

    @Test
    @DisplayName("I-1: units that were taken back do not make a plan look used up")
    void aWithdrawnPlanIsNotExhausted() {
        Units takenBack = new Units(OptionalLong.of(20), 3, OptionalLong.of(0), 17);
        Units usedUp = new Units(OptionalLong.of(20), 20, OptionalLong.of(0), 0);
        assertThat(reasons(productSupport(0).withdrawn().with(takenBack), SQL_SERVER, "2025", NOW))
                .containsExactly(CONTRACT_WITHDRAWN);
        assertThat(reasons(productSupport(0).withdrawn().with(usedUp), SQL_SERVER, "2025", NOW))
                .containsExactly(CONTRACT_WITHDRAWN, INCIDENTS_EXHAUSTED);
    }

    @Test
    @DisplayName("E-3: a line that a better one superseded cannot be used")
    void aSupersededPlanIsUnavailable() {
        assertThat(reasons(productSupport(0).superseded(), SQL_SERVER, "2025", NOW))
                .containsExactly(SUPERSEDED);
    }

    @Test
    @DisplayName("E-11: cloud plans are for cloud products, on-premises plans for on-premises products")
    void matchesTheKindOfTheProduct() {
        assertThat(reasons(cloudSupport(), SQL_SERVER, "2025", NOW)).containsExactly(CLOUD_PRODUCT_ONLY);
        assertThat(reasons(productSupport(0), AZURE, null, NOW)).containsExactly(ON_PREMISES_PRODUCT_ONLY);
        assertThat(reasons(cloudSupport(), MARKETPLACE, null, NOW)).containsExactly(PRODUCT_NOT_COVERED);
        assertThat(reasons(
                        cloudSupport().covering(ProductKind.CLOUD, ProductKind.ON_PREMISES), SQL_SERVER, "2025", NOW))
                .isEmpty();
    }

    @Test
    @DisplayName("E-11: an excluded product is not covered")
    void refusesExcludedProducts() {
        assertThat(reasons(cloudSupport().without("microsoft-365"), MICROSOFT_365, null, NOW))
                .containsExactly(PRODUCT_NOT_COVERED);
    }

    @Test
    @DisplayName("E-10: the previous version is covered until mainstream support has ended")
    void thePreviousVersionEndsWithMainstream() {
        Facts.PlanBuilder plan = productSupport(0).until(Instant.MAX);
        Instant end = V2022.mainstreamEndsAt();
        assertThat(reasons(plan, SQL_SERVER, "2022", end.minus(TICK))).isEmpty();
        assertThat(reasons(plan, SQL_SERVER, "2022", end)).containsExactly(MAINSTREAM_SUPPORT_ENDED);
    }

    @Test
    @DisplayName("E-10: a version older than N-1 is not covered, with every reason")
    void anOlderVersionIsNotCovered() {
        Facts.PlanBuilder plan = productSupport(0).from(Instant.MIN);
        Instant end = V2019.previousUntil();
        assertThat(reasons(plan, SQL_SERVER, "2019", end.minus(TICK))).containsExactly(MAINSTREAM_SUPPORT_ENDED);
        assertThat(reasons(plan, SQL_SERVER, "2019", end))
                .containsExactly(VERSION_NOT_COVERED, MAINSTREAM_SUPPORT_ENDED);
    }

    @Test
    @DisplayName("E-10: a version is not covered before its release")
    void aFutureVersionIsNotCovered() {
        Facts.PlanBuilder plan = productSupport(0).from(Instant.MIN);
        assertThat(reasons(plan, SQL_SERVER, "2025", V2025.releasedAt().minus(TICK)))
                .containsExactly(VERSION_NOT_COVERED);
        assertThat(reasons(plan, SQL_SERVER, "2025", V2025.releasedAt())).isEmpty();
    }

    @Test
    @DisplayName("E-10: the version says nothing to a plan that is not for the product")
    void theVersionOnlyMattersWhereTheProductIsCovered() {
        assertThat(reasons(cloudSupport(), SQL_SERVER, "2019", NOW)).containsExactly(CLOUD_PRODUCT_ONLY);
    }

    @ParameterizedTest
    @EnumSource(PlanType.class)
    @DisplayName("E-10: recent versions only under a benefit; paid plans, the way out, cover any version that is out")
    void paidPlansCoverAnyVersion(PlanType type) {
        Facts.PlanBuilder plan = paid(type).covering(ProductKind.CLOUD, ProductKind.ON_PREMISES);
        List<Refusal> ofOldVersion =
                type == PlanType.PARTNER_CONTRACT ? List.of(VERSION_NOT_COVERED, MAINSTREAM_SUPPORT_ENDED) : List.of();
        assertThat(reasons(plan, SQL_SERVER, "2019", NOW))
                .filteredOn(refusal -> refusal != OWN_TENANT_NOT_COVERED)
                .isEqualTo(ofOldVersion);
    }

    @Test
    @DisplayName("I-1: all reasons are listed, not the first")
    void listsAllReasons() {
        Facts.PlanBuilder plan = productSupport(20).withdrawn().superseded().until(NOW);
        assertThat(reasons(plan, SQL_SERVER, "2019", NOW))
                .containsExactly(
                        VERSION_NOT_COVERED,
                        MAINSTREAM_SUPPORT_ENDED,
                        CONTRACT_WITHDRAWN,
                        SUPERSEDED,
                        PLAN_EXPIRED,
                        INCIDENTS_EXHAUSTED);
    }

    private static List<Refusal> reasons(Facts.PlanBuilder plan, Product product, String version, Instant at) {
        return PlanRules.reasonsAgainst(
                plan.plan(), Facts.linked(product), Optional.ofNullable(version), Optional.empty(), at);
    }
}
