package io.partnersupport.incident.domain.ledger;

import io.partnersupport.incident.domain.ContractRef;
import java.util.List;
import java.util.Optional;

/** The balances and entries, for changing them in the running transaction. */
public interface Ledger {
    /**
     * A contract whose news the ledger has not seen yet, with the balances of its lines; nobody else can change them
     * until the transaction ends.
     */
    record Unsettled(KnownContract contract, List<Balance> balances) {}

    /** Any contract with news that nobody else is settling. */
    Optional<Unsettled> nextUnsettled();

    /** This contract, if it has news; waits for whoever is settling it. */
    Optional<Unsettled> unsettled(ContractRef contract);

    /** Stores what settling gave; the contract has no news then. */
    void settle(ContractRef contract, Settlement settlement);
}
