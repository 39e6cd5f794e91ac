package io.partnersupport.incident.domain.alert;

import io.partnersupport.incident.domain.ledger.Balance;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/** When there is something to tell. */
public final class AlertRules {
    /** How long before its end a benefit is said to be ending (I-15). */
    static final Duration ENDING = Duration.ofDays(15);
    /** How long before the first response is due a missing one is told. */
    static final Duration DUE_SOON = Duration.ofMinutes(30);

    private AlertRules() {}

    /** What there is to tell about a balance now, whether it was told before or not. */
    public static Set<AlertKind> about(Balance balance, Instant at) {
        Set<AlertKind> alerts = EnumSet.noneOf(AlertKind.class);
        boolean usable = balance.endsAt().filter(at::isBefore).isPresent();
        if (balance.isClosed() || !usable) {
            return alerts;
        }
        if (!balance.endsAt().orElseThrow().minus(ENDING).isAfter(at)) {
            alerts.add(AlertKind.BENEFIT_ENDING);
        }
        OptionalLong remaining = balance.remaining();
        if (remaining.isPresent()) {
            long left = remaining.getAsLong();
            if (balance.used() > 0 && left * 5 <= balance.granted().orElseThrow() + balance.adjusted()) {
                alerts.add(AlertKind.BENEFIT_MOSTLY_USED);
            }
            if (left == 1) {
                alerts.add(AlertKind.BENEFIT_ONE_LEFT);
            }
            if (left == 0) {
                alerts.add(AlertKind.BENEFIT_EXHAUSTED);
            }
        }
        return alerts;
    }

    /** What there is to tell about an incident that nobody has answered. */
    public static Set<AlertKind> aboutUnanswered(Instant dueAt, Instant at) {
        if (at.isAfter(dueAt)) {
            return EnumSet.of(AlertKind.RESPONSE_MISSED);
        }
        return at.isBefore(dueAt.minus(DUE_SOON))
                ? EnumSet.noneOf(AlertKind.class)
                : EnumSet.of(AlertKind.RESPONSE_DUE_SOON);
    }

    /** Up to when a first response must be due for there to be anything to tell. */
    public static Instant soon(Instant at) {
        return at.plus(DUE_SOON);
    }
}
