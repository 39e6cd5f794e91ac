package io.partnersupport.linking.messaging;

import io.partnersupport.kit.event.Outbox;
import io.partnersupport.linking.application.LinkingAlerts;
import io.partnersupport.linking.domain.attempt.FailedAccessIds.Suspicious;
import io.partnersupport.linking.domain.contract.ContractRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

@ApplicationScoped
class OutboxLinkingAlerts implements LinkingAlerts {
    private static final String TOPIC = "linking.alerts";

    /** The wire: the Access ID travels as its keyed digest only. */
    record LinkingAlert(
            UUID alertId,
            String kind,
            String accessIdDigest,
            String digestKeyId,
            UUID contract,
            int accounts,
            Instant since,
            Instant raisedAt) {}

    private final Outbox outbox;

    OutboxLinkingAlerts(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void accessIdUnderAttack(UUID alertId, Suspicious accessId, Instant since, Instant at) {
        LinkingAlert alert = new LinkingAlert(
                alertId,
                "ACCESS_ID_UNDER_ATTACK",
                accessId.accessIdDigest(),
                accessId.digestKeyId(),
                accessId.contract().map(ContractRef::value).orElse(null),
                accessId.accounts(),
                since,
                at);
        outbox.fact(TOPIC, alertId.toString(), "partnersupport.linking-alert.raised", alert);
    }
}
