package io.partnersupport.incident.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.ledger.LedgerChecks;
import io.partnersupport.incident.domain.ledger.LedgerChecks.Difference;
import io.partnersupport.kit.event.Reaction;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Goes round all balances and adds up what was entered since the last time: each should be the sum of its ledger (I-3).
 * What differs is counted in a metric and a health figure, and repaired only when an operator says so.
 */
@ApplicationScoped
public class CheckLedger implements Reaction {
    private static final Logger LOG = Logger.getLogger(CheckLedger.class);
    private static final int BALANCES = 200;
    private static final int ENTRIES_OF_EACH = 1_000;

    private final LedgerChecks checks;
    private final IncidentEvents events;
    private final AtomicLong differing = new AtomicLong();
    private Optional<BenefitId> checkedUntil = Optional.empty();

    CheckLedger(LedgerChecks checks, IncidentEvents events, MeterRegistry metrics) {
        this.checks = checks;
        this.events = events;
        metrics.gauge("ledger.differences", differing);
    }

    /** One bounded step of the round; it asks for no other, so that it is never busy with itself. */
    @Override
    public int react() {
        QuarkusTransaction.requiringNew().run(this::checkSome);
        return 0;
    }

    private void checkSome() {
        checkedUntil = checks.check(checkedUntil, BALANCES, ENTRIES_OF_EACH);
        long now = checks.differing();
        if (now > differing.getAndSet(now)) {
            LOG.errorf("%d balances are not the sum of their ledger", now);
        }
    }

    /** How many balances were found not to be the sum of their ledger. */
    public long differing() {
        return differing.get();
    }

    @Transactional
    public List<Difference> differences(int limit) {
        return checks.differences(limit);
    }

    /** Makes this balance what its ledger says, if it differs and the ledger's sum can be a balance. */
    @Transactional
    public Optional<Balance> repair(BenefitId id) {
        return checks.lockDifference(id).filter(Difference::isRepairable).map(difference -> {
            Balance repaired = checks.repair(difference);
            events.changed(repaired);
            return repaired;
        });
    }
}
