package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.activation.ActivationStatus;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditEntry.Action;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.contract.Contract;
import io.partnersupport.activation.domain.contract.ContractLine;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.ContractRefusal;
import io.partnersupport.activation.domain.contract.Contracts;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;

/** Ends contracts, or some of their lines, before their time. What was withdrawn does not come back. */
@ApplicationScoped
public class WithdrawContract {
    private final Contracts contracts;
    private final ContractEvents events;
    private final AuditTrail audit;
    private final Clock clock;

    WithdrawContract(Contracts contracts, ContractEvents events, AuditTrail audit, Clock clock) {
        this.contracts = contracts;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** Withdraws a contract with all its lines; or says why not. */
    @Transactional
    public Optional<ContractRefusal> withdraw(Caller operator, ContractRef id, String reason) {
        Instant now = now();
        Contract contract = contracts.lock(id).orElseThrow();
        Optional<ContractRefusal> refusal = contract.refusalOfChange(now);
        if (refusal.isEmpty()) {
            Actor actor = new Actor(operator.subject(), Role.PROGRAM_OPERATOR.claim());
            change(contract, contract.withdrawn(now), actor, now, reason);
        }
        return refusal;
    }

    /**
     * Withdraws the lines of benefits that are granted no more, in the caller's transaction. A contract of which no
     * line is left in its place is withdrawn itself. Benefits that are on no contract, or are withdrawn, do no harm.
     */
    @Transactional
    public void withdrawLines(Collection<BenefitId> benefits, Actor by, String reason) {
        Instant now = now();
        for (Contract contract : contracts.lockHolding(benefits)) {
            Contract after = contract.without(benefits, now);
            if (!after.equals(contract)) {
                change(contract, after, by, now, reason);
            }
        }
    }

    private void change(Contract before, Contract after, Actor by, Instant at, String reason) {
        events.changed(after, contracts.save(after));
        for (ContractLine line : after.lines()) {
            ContractLine earlier = before.line(line.benefitId()).orElseThrow();
            if (!line.withdrawnAt().equals(earlier.withdrawnAt())) {
                audit(
                        after,
                        line,
                        by,
                        at,
                        Action.BENEFIT_WITHDRAWN,
                        ActivationStatus.of(earlier, at),
                        ActivationStatus.WITHDRAWN,
                        reason);
            } else if (!line.supersededBy().equals(earlier.supersededBy())) {
                audit(
                        after,
                        line,
                        by,
                        at,
                        Action.GRANT_RESTORED,
                        ActivationStatus.of(earlier, at),
                        ActivationStatus.of(line, at),
                        reason);
            }
        }
        if (before.withdrawnAt().isEmpty() && after.withdrawnAt().isPresent()) {
            audit.add(AuditEntry.ofWithdrawn(after, by, at, reason));
        }
    }

    private void audit(
            Contract contract,
            ContractLine line,
            Actor by,
            Instant at,
            Action action,
            ActivationStatus from,
            ActivationStatus to,
            String reason) {
        audit.add(AuditEntry.ofBenefit(
                contract.partnerId(), line.benefitId(), by, at, action, from, to, Optional.of(reason)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS); // what the database keeps
    }
}
