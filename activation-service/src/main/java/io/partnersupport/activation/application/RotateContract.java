package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.activation.domain.contract.Contract;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.ContractRefusal;
import io.partnersupport.activation.domain.contract.Contracts;
import io.partnersupport.activation.domain.contract.Pair;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Gives a contract another pair: the old one links no more, and what is linked stays linked. */
@ApplicationScoped
public class RotateContract {
    private final Contracts contracts;
    private final ContractEvents events;
    private final AuditTrail audit;
    private final PairEncryption encryption;
    private final PairDigester digester;
    private final Clock clock;

    RotateContract(
            Contracts contracts,
            ContractEvents events,
            AuditTrail audit,
            PairEncryption encryption,
            PairDigester digester,
            Clock clock) {
        this.contracts = contracts;
        this.events = events;
        this.audit = audit;
        this.encryption = encryption;
        this.digester = digester;
        this.clock = clock;
    }

    /** Rotates; or says why not. */
    @Transactional
    public Optional<ContractRefusal> rotate(Actor admin, ContractRef id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // what the database keeps
        Contract contract = contracts.lock(id).orElseThrow();
        Optional<ContractRefusal> refusal = contract.refusalOfChange(now);
        if (refusal.isEmpty()) {
            Pair pair = Pair.random();
            Contract rotated = contract.under(encryption.seal(pair, id), digester.digest(pair));
            events.changed(rotated, contracts.save(rotated));
            audit.add(AuditEntry.ofRotated(rotated, admin, now));
        }
        return refusal;
    }
}
