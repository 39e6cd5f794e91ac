package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.ledger.Ledger;
import io.partnersupport.incident.domain.ledger.Posting;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Adds units to a balance or takes them, with an operator's reason (I-3). */
@ApplicationScoped
public class AdjustBalance {
    /** Every reason against an adjustment. */
    public enum AdjustmentRefusal {
        BALANCE_UNLIMITED,
        BALANCE_OVER,
        BALANCE_TOO_LOW
    }

    /**
     * @param balance as it is now
     * @param refusal why it was not adjusted; empty if it was
     */
    public record Adjusted(Balance balance, Optional<AdjustmentRefusal> refusal) {}

    private final Ledger ledger;
    private final IncidentEvents events;
    private final Clock clock;

    AdjustBalance(Ledger ledger, IncidentEvents events, Clock clock) {
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /** Empty if there is no such balance. */
    @Transactional
    public Optional<Adjusted> adjust(BenefitId id, long units, String reason, AccountId operator) {
        return ledger.lock(id).map(balance -> {
            Optional<AdjustmentRefusal> refusal = whyNot(balance, units);
            if (refusal.isPresent()) {
                return new Adjusted(balance, refusal);
            }
            Instant now = clock.instant();
            Posting posting = Posting.adjust(balance, units, reason, operator.value(), () -> Ids.next(now), now);
            ledger.post(posting);
            events.posted(posting);
            return new Adjusted(posting.changed().get(0), refusal);
        });
    }

    private static Optional<AdjustmentRefusal> whyNot(Balance balance, long units) {
        if (balance.isUnlimited()) {
            return Optional.of(AdjustmentRefusal.BALANCE_UNLIMITED);
        }
        if (balance.isClosed()) {
            return Optional.of(AdjustmentRefusal.BALANCE_OVER);
        }
        return balance.remaining().orElseThrow() + units < 0
                ? Optional.of(AdjustmentRefusal.BALANCE_TOO_LOW)
                : Optional.empty();
    }
}
