package io.partnersupport.activation.domain.cancellation;

import static io.partnersupport.activation.domain.benefit.Situations.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.Membership;
import io.partnersupport.activation.domain.benefit.MembershipId;
import io.partnersupport.activation.domain.benefit.Policies;
import io.partnersupport.activation.domain.cancellation.CancellationRules.Situation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CancellationRulesTest {
    private static final Membership MEMBERSHIP = bought("2026-03-01", Policies.DEFAULTS);
    private static final Instant TOO_LATE = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant LAST = TOO_LATE.minusNanos(1);

    @ParameterizedTest
    @EnumSource
    void refusesForEachReason(CancellationRefusal reason) {
        assertThat(CancellationRules.refusals(situationRefusedFor(reason))).containsExactly(reason);
    }

    private static Situation situationRefusedFor(CancellationRefusal reason) {
        return switch (reason) {
            case ADMIN_REQUIRED -> new Situation(Optional.empty(), MEMBERSHIP, false, false, LAST);
            case GRANT_WITHDRAWN -> new Situation(Optional.of(ADMIN), MEMBERSHIP, true, false, LAST);
            case REFUND_PERIOD_OVER -> new Situation(Optional.of(ADMIN), MEMBERSHIP, false, false, TOO_LATE);
            case SOFTWARE_KEYS_REVEALED -> new Situation(Optional.of(ADMIN), MEMBERSHIP, false, true, LAST);
        };
    }

    @Test
    @DisplayName("A-12: the thirtieth day after the purchase counts to its last instant, in UTC")
    void theLastDayCounts() {
        assertThat(CancellationRules.refusals(new Situation(Optional.of(ADMIN), MEMBERSHIP, false, false, LAST)))
                .isEmpty();
        assertThat(CancellationRules.refundUntil(MEMBERSHIP)).isEqualTo(TOO_LATE);
    }

    @Test
    @DisplayName("A-12: how many days is the edition's policy")
    void theEditionSaysHowManyDays() {
        Policies week = new Policies(new Policies.Cancellation(7), null, null);
        assertThat(CancellationRules.refundUntil(bought("2028-02-25", week))).isEqualTo("2028-03-04T00:00:00Z");
    }

    @Test
    @DisplayName("A-12: every reason at once")
    void tellsAllReasonsAtOnce() {
        assertThat(CancellationRules.refusals(new Situation(Optional.empty(), MEMBERSHIP, true, true, TOO_LATE)))
                .containsExactly(CancellationRefusal.values());
    }

    private static Membership bought(String day, Policies policies) {
        return new Membership(
                new MembershipId(UUID.randomUUID()), new PartnerId("4960001"), LocalDate.parse(day), policies, false);
    }
}
