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

    /** What happened. The names are kept in rows: add, never rename. */
    public enum Action {
        ACTIVATION_REQUESTED,
        ACTIVATION_APPROVED,
        ACTIVATION_REJECTED,
        ACTIVATION_COMPLETED,
        GRANT_SUPERSEDED,
        CONTRACT_ISSUED,
        KEYS_REVEALED,
        CLOUD_SERVICE_ASSIGNED,
        SEAT_ASSIGNED,
        SEAT_REASSIGNED,
        MARKETING_CONTACT_CHANGED,
        OFFER_REQUESTED,
        OFFER_APPROVED,
        OFFER_REJECTED,
        OFFER_COMPLETED,
        PURCHASE_CANCELLED,
        BENEFIT_WITHDRAWN
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
        return new AuditEntry(
                contract.partnerId(),
                actor,
                at,
                Action.CONTRACT_ISSUED,
                contract.id().value(),
                Optional.empty(),
                "ISSUED",
                Optional.empty());
    }
}
