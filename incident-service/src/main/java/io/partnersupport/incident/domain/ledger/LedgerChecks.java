package io.partnersupport.incident.domain.ledger;

import io.partnersupport.incident.domain.BenefitId;
import java.util.List;
import java.util.Optional;

/** Whether balances are the sums of their ledgers (I-3). */
public interface LedgerChecks {
    /**
     * A balance and what its ledger says it is.
     *
     * @param ledger granted, spent, refunded, adjusted and withdrawn as the entries have it, the rest as the balance
     */
    record Difference(Balance balance, Balance ledger) {
        /** Whether the ledger's sum can be a balance at all: none is below zero. */
        public boolean isRepairable() {
            return ledger.remaining().orElse(0) >= 0 && ledger.spent() >= 0 && ledger.refunded() >= 0;
        }
    }

    /**
     * Adds what was entered since the last time to the checkpoints of some balances, and compares.
     *
     * @param after where the last call ended; empty begins anew
     * @return where this call ended; empty after the last balance
     */
    Optional<BenefitId> check(Optional<BenefitId> after, int balances, int entriesOfEach);

    /** How many of the checked ones differ now. */
    long differing();

    /** Those of the checked ones that differ, with their whole ledger added up anew. */
    List<Difference> differences(int limit);

    /** This one, locked, with its whole ledger added up anew; empty if it does not differ. */
    Optional<Difference> lockDifference(BenefitId id);

    /** Makes the balance what its ledger says; gives it as it is then. */
    Balance repair(Difference difference);
}
