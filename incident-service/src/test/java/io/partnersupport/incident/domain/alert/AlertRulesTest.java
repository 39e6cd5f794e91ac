package io.partnersupport.incident.domain.alert;

import static io.partnersupport.incident.domain.alert.AlertKind.BENEFIT_ENDING;
import static io.partnersupport.incident.domain.alert.AlertKind.BENEFIT_EXHAUSTED;
import static io.partnersupport.incident.domain.alert.AlertKind.BENEFIT_MOSTLY_USED;
import static io.partnersupport.incident.domain.alert.AlertKind.BENEFIT_ONE_LEFT;
import static io.partnersupport.incident.domain.alert.AlertKind.RESPONSE_DUE_SOON;
import static io.partnersupport.incident.domain.alert.AlertKind.RESPONSE_MISSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.Facts;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.ledger.EntryReason;
import io.partnersupport.incident.domain.ledger.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
    @Test
    @DisplayName("I-15: 80 % used, one left, none left")
    void tellsHowMuchIsLeft() {
        assertThat(AlertRules.about(balance(20, 15), Facts.NOW)).isEmpty();
        assertThat(AlertRules.about(balance(20, 16), Facts.NOW)).containsExactly(BENEFIT_MOSTLY_USED);
        assertThat(AlertRules.about(balance(20, 19), Facts.NOW)).containsExactly(BENEFIT_MOSTLY_USED, BENEFIT_ONE_LEFT);
        assertThat(AlertRules.about(balance(20, 20), Facts.NOW))
                .containsExactly(BENEFIT_MOSTLY_USED, BENEFIT_EXHAUSTED);
        assertThat(AlertRules.about(balance(OptionalLong.empty(), 500, Facts.ENDS_AT, false), Facts.NOW))
                .isEmpty();
    }

    @Test
    @DisplayName("I-15: 15 days before the end, of unlimited benefits, too; nothing once it is over")
    void tellsOfTheEnd() {
        Instant fifteenDays = Facts.ENDS_AT.minus(Duration.ofDays(15));
        assertThat(AlertRules.about(balance(20, 0), fifteenDays.minusNanos(1))).isEmpty();
        assertThat(AlertRules.about(balance(20, 0), fifteenDays)).containsExactly(BENEFIT_ENDING);
        assertThat(AlertRules.about(balance(OptionalLong.empty(), 0, Facts.ENDS_AT, false), fifteenDays))
                .containsExactly(BENEFIT_ENDING);
        assertThat(AlertRules.about(balance(20, 20), Facts.ENDS_AT)).isEmpty();
        assertThat(AlertRules.about(balance(OptionalLong.of(20), 20, Facts.ENDS_AT, true), fifteenDays))
                .isEmpty();
    }

    @Test
    @DisplayName("I-10: half an hour before the first response is due, and when it was missed")
    void tellsOfMissingResponses() {
        Instant due = Facts.NOW;
        assertThat(AlertRules.aboutUnanswered(
                        due, due.minus(Duration.ofMinutes(30)).minusNanos(1)))
                .isEmpty();
        assertThat(AlertRules.aboutUnanswered(due, due.minus(Duration.ofMinutes(30))))
                .containsExactly(RESPONSE_DUE_SOON);
        assertThat(AlertRules.aboutUnanswered(due, due)).containsExactly(RESPONSE_DUE_SOON);
        assertThat(AlertRules.aboutUnanswered(due, due.plusNanos(1))).containsExactly(RESPONSE_MISSED);
    }

    private static Balance balance(long granted, long spent) {
        return balance(OptionalLong.of(granted), spent, Facts.ENDS_AT, false);
    }

    private static Balance balance(OptionalLong granted, long spent, Instant endsAt, boolean closed) {
        return new Balance(
                new BenefitId(UUID.randomUUID()),
                Optional.empty(),
                new PartnerId("4960001"),
                Unit.INCIDENT,
                granted,
                spent,
                0,
                0,
                0,
                Optional.of(endsAt),
                Optional.of(new Balance.Closed(Facts.NOW, EntryReason.SUPERSEDED))
                        .filter(it -> closed),
                1);
    }
}
