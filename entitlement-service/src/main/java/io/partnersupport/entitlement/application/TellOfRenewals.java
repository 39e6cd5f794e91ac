package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.membership.Memberships;
import io.partnersupport.entitlement.domain.membership.Notice;
import io.partnersupport.entitlement.domain.membership.Notices;
import io.partnersupport.kit.event.Reaction;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Publishes the notices that are due: each once, however many instances run and however long none did. */
@ApplicationScoped
class TellOfRenewals implements Reaction {
    private final Notices notices;
    private final Memberships memberships;
    private final EntitlementEvents events;
    private final Clock clock;

    TellOfRenewals(Notices notices, Memberships memberships, EntitlementEvents events, Clock clock) {
        this.notices = notices;
        this.memberships = memberships;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public int react() {
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<Notice> due = notices.lockDue(clock.instant());
            due.ifPresent(this::decide);
            return due.isPresent() ? 1 : 0;
        });
    }

    private void decide(Notice notice) {
        Instant now = clock.instant();
        Membership membership = memberships.find(notice.membershipId()).orElseThrow();
        boolean worthTelling = notice.isWorthTelling(membership, memberships.of(membership.partnerId()), now);
        if (worthTelling) {
            events.noticeDue(notice, membership);
        }
        notices.decided(notice, worthTelling, now);
    }
}
