package io.partnersupport.entitlement.domain.membership;

import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Policies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a partner is to be told about the end of a membership (E-7): once, when it is due, unless it has become pointless.
 *
 * @param pointlessAt from this instant on it would only confuse, for example after the service was down for long
 */
public record Notice(
        UUID id,
        UUID membershipId,
        Kind kind,
        String offerName,
        Instant usableUntil,
        Instant dueAt,
        Instant pointlessAt) {
    /** What it says. */
    public enum Kind {
        /** The membership ends soon. */
        RENEWAL_DUE,
        /** It has ended, and the benefits will soon not be usable any more. */
        RENEWAL_WINDOW_CLOSING
    }

    /** The notices of a new membership, by the edition that it was bought under. */
    public static List<Notice> of(Membership membership, Edition edition, Supplier<UUID> ids) {
        Policies policies = edition.policies();
        String offerName = edition.offer(membership.offer()).orElseThrow().name();
        Instant end = membership.period().until();
        Instant windowEnd = end.plus(Duration.ofDays(policies.renewalWindowDays()));
        Instant due = end.minus(Duration.ofDays(policies.renewalReminders().daysBefore()));
        Instant closing = end.plus(Duration.ofDays(policies.renewalReminders().daysAfter()));
        return List.of(
                new Notice(ids.get(), membership.id(), Kind.RENEWAL_DUE, offerName, windowEnd, due, end),
                new Notice(
                        ids.get(),
                        membership.id(),
                        Kind.RENEWAL_WINDOW_CLOSING,
                        offerName,
                        windowEnd,
                        closing,
                        windowEnd));
    }

    /** Whether the partner still wants to hear it: the membership was neither cancelled nor renewed. */
    public boolean isWorthTelling(Membership membership, List<Membership> ofPartner, Instant at) {
        return at.isBefore(pointlessAt)
                && membership.withdrawnAt().isEmpty()
                && ofPartner.stream().noneMatch(other -> other.renews(membership));
    }
}
