package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.ContractRef;
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

/** Grants the units of activated benefits, carries over what was spent, and takes back what is withdrawn. */
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
        while (settled < BATCH && QuarkusTransaction.requiringNew().call(() -> settle(ledger.nextUnsettled()))) {
            settled++;
        }
        return settled;
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
            ledger.settle(found.contract().contract(), settlement);
            settlement.changed().forEach(events::changed);
        });
        return unsettled.isPresent();
    }
}
