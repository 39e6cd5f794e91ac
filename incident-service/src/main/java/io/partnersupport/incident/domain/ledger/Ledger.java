package io.partnersupport.incident.domain.ledger;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import java.time.Instant;
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

    /** Any partner with news about its hours; waits for whoever is settling or using them. */
    Optional<Unsettled> nextUnsettledHours(Instant at);

    /** The partner's hours, with news or without; they have none when the running transaction commits. */
    Unsettled hours(PartnerId partner, Instant at);

    /** Lets some contracts and hours with a balance that is open beyond its end be settled again; says how many. */
    int markExpired(Instant endedBefore, int limit);

    /** This balance; nobody else can change it until the transaction ends. */
    Optional<Balance> lock(BenefitId id);

    /** This balance and those that took its place one after the other, the last one last; locked. */
    List<Balance> lockWithSuccessors(BenefitId id);

    /** Stores balances with the entries that made them what they are. */
    void post(Posting posting);

    /** How many balances there are. */
    long count();

    /** Raises the sequence of the next balances in the order of their ids. */
    List<Balance> raiseNext(Optional<BenefitId> after, int limit);
}
