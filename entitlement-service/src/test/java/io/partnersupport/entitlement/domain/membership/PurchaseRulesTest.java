package io.partnersupport.entitlement.domain.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.entitlement.application.ShippedCatalogue;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.membership.PurchaseRules.Purchase;
import io.partnersupport.entitlement.domain.membership.PurchaseRules.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PurchaseRulesTest {
    private static final Edition EDITION = ShippedCatalogue.edition("mpn-2021");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
    private static final Instant NOW = Instant.parse("2026-03-01T15:00:00Z");

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void refusesForEachReason(Refusal refusal) {
        assertThat(PurchaseRules.decide(refusedFor(refusal)).refusals()).containsExactly(refusal);
    }

    /** A switch without default: a new reason needs a case here. */
    private static Purchase refusedFor(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_OFFER -> purchase("platinum", null, TODAY);
            case UNKNOWN_COMPETENCY_AREA -> purchase("gold-competency", "juggling", TODAY);
            case COMPETENCY_AREA_REQUIRED -> purchase("gold-competency", null, TODAY);
            case COMPETENCY_AREA_NOT_APPLICABLE -> purchase("action-pack", "security", TODAY);
            case PURCHASE_IN_THE_FUTURE -> purchase("action-pack", null, TODAY.plusDays(1));
            case ALREADY_RENEWED -> purchase("action-pack", null, TODAY, earlier("2025-06-01"), earlier("2026-06-01"));
        };
    }

    @Test
    @DisplayName("All reasons are given at once")
    void givesAllReasons() {
        assertThat(PurchaseRules.decide(purchase("platinum", "juggling", TODAY.plusDays(1)))
                        .refusals())
                .containsExactly(
                        Refusal.UNKNOWN_OFFER, Refusal.UNKNOWN_COMPETENCY_AREA, Refusal.PURCHASE_IN_THE_FUTURE);
    }

    @Test
    @DisplayName("E-7: a membership lasts 365 days from its purchase")
    void lasts365Days() {
        assertThat(periodOf(purchase("action-pack", null, TODAY)))
                .isEqualTo(new Period(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2027-03-01T00:00:00Z")));
    }

    @Test
    @DisplayName("E-7: 365 days also over a 29th of February")
    void lasts365DaysInALeapYear() {
        Purchase beforeLeapDay = new Purchase(
                UUID.randomUUID(),
                new PartnerId("4960001"),
                "action-pack",
                Optional.empty(),
                LocalDate.parse("2028-02-01"),
                EDITION,
                List.of(),
                Instant.parse("2028-02-01T00:00:00Z"));
        assertThat(periodOf(beforeLeapDay).until()).isEqualTo(Instant.parse("2029-01-31T00:00:00Z"));
    }

    @Test
    @DisplayName("E-7: a renewal begins where the previous membership ends, so that there is no gap")
    void aRenewalLeavesNoGap() {
        assertThat(periodOf(purchase("action-pack", null, TODAY, earlier("2025-03-15")))
                        .from())
                .isEqualTo(Instant.parse("2026-03-15T00:00:00Z"));
    }

    @Test
    @DisplayName("E-7: also when it is bought in the renewal window")
    void aRenewalInTheWindowLeavesNoGap() {
        assertThat(periodOf(purchase("action-pack", null, TODAY, earlier("2025-01-31")))
                        .from())
                .isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
    }

    @Test
    @DisplayName("E-7: after the renewal window a purchase starts anew")
    void aPurchaseAfterTheWindowStartsAnew() {
        assertThat(periodOf(purchase("action-pack", null, TODAY, earlier("2025-01-30")))
                        .from())
                .isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    }

    private static Period periodOf(Purchase purchase) {
        return PurchaseRules.decide(purchase).membership().orElseThrow().period();
    }

    private static Purchase purchase(String offer, String area, LocalDate purchasedOn, Membership... earlier) {
        return new Purchase(
                UUID.randomUUID(),
                new PartnerId("4960001"),
                offer,
                Optional.ofNullable(area),
                purchasedOn,
                EDITION,
                List.of(earlier),
                NOW);
    }

    private static Membership earlier(String startsOn) {
        Instant start = Instant.parse(startsOn + "T00:00:00Z");
        return new Membership(
                UUID.randomUUID(),
                new PartnerId("4960001"),
                "action-pack",
                Optional.empty(),
                LocalDate.parse(startsOn),
                new Period(start, start.plus(java.time.Duration.ofDays(365))),
                "mpn-2021",
                1,
                Optional.empty());
    }
}
