package io.partnersupport.entitlement.domain.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.entitlement.application.ShippedCatalogue;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static final Instant END = Instant.parse("2027-03-01T00:00:00Z");
    private final Membership membership = endingAt(END);
    private final List<Notice> notices = Notice.of(membership, ShippedCatalogue.edition("mpn-2021"), UUID::randomUUID);
    private final Notice renewalDue = notices.get(0);

    @Test
    @DisplayName("E-7: a reminder 15 days before the end and 23 days after it, as the edition says")
    void remindsBeforeTheEndAndBeforeTheWindowCloses() {
        assertThat(notices)
                .extracting(Notice::kind, Notice::dueAt, Notice::pointlessAt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Notice.Kind.RENEWAL_DUE, Instant.parse("2027-02-14T00:00:00Z"), END),
                        org.assertj.core.groups.Tuple.tuple(
                                Notice.Kind.RENEWAL_WINDOW_CLOSING,
                                Instant.parse("2027-03-24T00:00:00Z"),
                                Instant.parse("2027-03-31T00:00:00Z")));
    }

    @Test
    void aNoticeThatWasHeldUpIsToldUntilItIsPointless() {
        assertThat(renewalDue.isWorthTelling(membership, List.of(membership), END.minusNanos(1)))
                .isTrue();
        assertThat(renewalDue.isWorthTelling(membership, List.of(membership), END))
                .isFalse();
    }

    @Test
    @DisplayName("E-7: who has renewed is not reminded; a cancelled renewal does not count")
    void renewedMembershipsNeedNoReminder() {
        Membership renewal = endingAt(END.plus(Duration.ofDays(365)));
        Membership later = endingAt(END.plus(Duration.ofDays(366)));

        assertThat(isWorthTelling(membership, renewal)).isFalse();
        assertThat(isWorthTelling(membership, later)).isTrue();
        assertThat(isWorthTelling(membership, renewal.withdrawn(END.minusSeconds(9))))
                .isTrue();
    }

    @Test
    @DisplayName("A-12: who has cancelled is not reminded")
    void cancelledMembershipsNeedNoReminder() {
        assertThat(isWorthTelling(membership.withdrawn(END.minusSeconds(9)))).isFalse();
    }

    private boolean isWorthTelling(Membership first, Membership... others) {
        return renewalDue.isWorthTelling(first, List.of(others), END.minus(Duration.ofDays(1)));
    }

    private static Membership endingAt(Instant end) {
        return new Membership(
                UUID.randomUUID(),
                new PartnerId("4960003"),
                "action-pack",
                Optional.empty(),
                LocalDate.parse("2026-03-01"),
                new Period(end.minus(Duration.ofDays(365)), end),
                "mpn-2021",
                1,
                Optional.empty());
    }
}
