package io.partnersupport.activation.domain.audit;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.activation.ActivationStatus;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.contract.Contract;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One change.
 *
 * @param subject the benefit or contract that changed
 * @param from empty where the subject began to exist
 */
public record AuditEntry(
        PartnerId partnerId,
        Actor actor,
        Instant at,
        Action action,
        UUID subject,
        Optional<String> from,
        String to,
        Optional<String> reason) {

    private static final String ISSUED = "ISSUED";

    /** What happened. The names are kept in rows: add, never rename. */
    public enum Action {
        ACTIVATION_REQUESTED,
        ACTIVATION_APPROVED,
        ACTIVATION_REJECTED,
        ACTIVATION_COMPLETED,
        GRANT_SUPERSEDED,
        CONTRACT_ISSUED,
        CONTRACT_ROTATED,
        CONTRACT_WITHDRAWN,
        BENEFIT_WITHDRAWN,
        GRANT_RESTORED
    }

    /** A benefit moved from one status to another. */
    public static AuditEntry ofBenefit(
            PartnerId partner,
            BenefitId benefit,
            Actor actor,
            Instant at,
            Action action,
            ActivationStatus from,
            ActivationStatus to,
            Optional<String> reason) {
        return new AuditEntry(partner, actor, at, action, benefit.value(), Optional.of(from.name()), to.name(), reason);
    }

    /** A contract came into being. */
    public static AuditEntry ofIssued(Contract contract, Actor actor, Instant at) {
        return ofContract(contract, actor, at, Action.CONTRACT_ISSUED, Optional.empty(), ISSUED, Optional.empty());
    }

    /** A contract has another pair. */
    public static AuditEntry ofRotated(Contract contract, Actor actor, Instant at) {
        return ofContract(contract, actor, at, Action.CONTRACT_ROTATED, Optional.of(ISSUED), ISSUED, Optional.empty());
    }

    /** All that a contract brought is gone. */
    public static AuditEntry ofWithdrawn(Contract contract, Actor actor, Instant at, String reason) {
        return ofContract(
                contract, actor, at, Action.CONTRACT_WITHDRAWN, Optional.of(ISSUED), "WITHDRAWN", Optional.of(reason));
    }

    private static AuditEntry ofContract(
            Contract contract,
            Actor actor,
            Instant at,
            Action action,
            Optional<String> from,
            String to,
            Optional<String> reason) {
        return new AuditEntry(
                contract.partnerId(), actor, at, action, contract.id().value(), from, to, reason);
    }
}
