package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.ledger.Ledger;
import io.partnersupport.incident.domain.ledger.Ledger.Unsettled;
import io.partnersupport.incident.domain.ledger.Settlement;
import io.partnersupport.kit.event.Reaction;
import io.partnersupport.kit.persistence.Ids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Grants the units of activated benefits, carries over what was spent, and takes back what is withdrawn or expired. */
@ApplicationScoped
public class SettleContracts implements Reaction {
    private static final int BATCH = 100;

    private final Ledger ledger;
    private final IncidentEvents events;
    private final Clock clock;

    SettleContracts(Ledger ledger, IncidentEvents events, Clock clock) {
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public int react() {
        int settled = 0;
        int expired = QuarkusTransaction.requiringNew()
                .call(() -> ledger.markExpired(Settlement.expiredBefore(clock.instant()), BATCH));
        while (settled < BATCH && QuarkusTransaction.requiringNew().call(() -> settle(ledger.nextUnsettled()))) {
            settled++;
        }
        while (settled < BATCH && QuarkusTransaction.requiringNew().call(this::settleHours)) {
            settled++;
        }
        return expired + settled;
    }

    /** Settles this contract in the running transaction, if the ledger has not seen its news. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void settle(ContractRef contract) {
        settle(ledger.unsettled(contract));
    }

    private boolean settle(Optional<Unsettled> unsettled) {
        unsettled.ifPresent(found -> {
            Instant now = clock.instant();
            Settlement settlement = Settlement.of(found.contract(), found.balances(), () -> Ids.next(now), now);
            ledger.settle(found.contract().contract().orElseThrow(), settlement);
            events.posted(settlement);
        });
        return unsettled.isPresent();
    }

    private boolean settleHours() {
        Instant now = clock.instant();
        Optional<Unsettled> unsettled = ledger.nextUnsettledHours(now);
        unsettled.ifPresent(found -> settleHours(found, now));
        return unsettled.isPresent();
    }

    /** Settles the hours of this partner in the running transaction: which of them is the best depends on the time. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void settleHours(PartnerId partner) {
        Instant now = clock.instant();
        settleHours(ledger.hours(partner, now), now);
    }

    private void settleHours(Unsettled found, Instant now) {
        Settlement settlement = Settlement.of(found.contract(), found.balances(), () -> Ids.next(now), now);
        ledger.post(settlement);
        events.posted(settlement);
    }
}
