package io.partnersupport.entitlement.domain.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.entitlement.application.ShippedCatalogue;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.membership.PurchaseRules.Purchase;
import io.partnersupport.entitlement.domain.membership.PurchaseRules.PurchaseDecision;
import io.partnersupport.entitlement.domain.membership.PurchaseRules.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
            case NO_EDITION_IN_FORCE -> purchase(Optional.empty(), "action-pack", null, TODAY, NOW);
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
        Purchase beforeLeapDay = purchase(
                Optional.of(EDITION),
                "action-pack",
                null,
                LocalDate.parse("2028-02-01"),
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

    @ParameterizedTest(name = "at {0}: {1}")
    @DisplayName("E-7: a renewal that has begun may be renewed again, one that begins in the next instant not yet")
    @CsvSource({"2026-02-28T23:59:59.999999999Z, refused", "2026-03-01T00:00:00Z, 2027-03-01T00:00:00Z"})
    void oneRenewalAheadIsEnough(Instant at, String expected) {
        PurchaseDecision decision = PurchaseRules.decide(purchase(
                Optional.of(EDITION),
                "action-pack",
                null,
                LocalDate.ofInstant(at, ZoneOffset.UTC),
                at,
                earlier("2025-03-01"),
                earlier("2026-03-01")));
        assertThat(decision.membership()
                        .map(renewal -> renewal.period().from().toString())
                        .orElse("refused"))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "bought on {0}: starts at {1}")
    @DisplayName("E-7: on the day a membership ends, on the last and on the first day after its renewal window")
    @CsvSource({
        "2026-02-28, 2026-03-01T00:00:00Z",
        "2026-03-01, 2026-03-01T00:00:00Z",
        "2026-03-30, 2026-03-01T00:00:00Z",
        "2026-03-31, 2026-03-31T00:00:00Z",
    })
    void renewsUpToTheEndOfTheWindow(LocalDate purchasedOn, Instant startsAt) {
        Purchase purchase = purchase(
                Optional.of(EDITION),
                "action-pack",
                null,
                purchasedOn,
                purchasedOn.atTime(23, 59).toInstant(ZoneOffset.UTC),
                earlier("2025-03-01"));
        assertThat(periodOf(purchase).from()).isEqualTo(startsAt);
    }

    @Test
    @DisplayName("E-7: another offer, or another competency area, is no renewal")
    void onlyTheSameOfferIsRenewed() {
        assertThat(periodOf(purchase("gold-competency", "security", TODAY, earlier("2025-03-15")))
                        .from())
                .isEqualTo(NOW.truncatedTo(ChronoUnit.DAYS));
    }

    private static Purchase purchase(String offer, String area, LocalDate purchasedOn, Membership... earlier) {
        return purchase(Optional.of(EDITION), offer, area, purchasedOn, NOW, earlier);
    }

    private static Purchase purchase(
            Optional<Edition> edition,
            String offer,
            String area,
            LocalDate purchasedOn,
            Instant at,
            Membership... earlier) {
        return new Purchase(
                UUID.randomUUID(),
                new PartnerId("4960001"),
                offer,
                Optional.ofNullable(area),
                purchasedOn,
                edition,
                List.of(earlier),
                at);
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
