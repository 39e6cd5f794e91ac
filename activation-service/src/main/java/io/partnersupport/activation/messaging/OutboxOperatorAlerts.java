package io.partnersupport.activation.messaging;

import io.partnersupport.activation.application.OperatorAlerts;
import io.partnersupport.kit.event.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

@ApplicationScoped
class OutboxOperatorAlerts implements OperatorAlerts {
    private final Outbox outbox;

    OutboxOperatorAlerts(Outbox outbox) {
        this.outbox = outbox;
    }

    record KeyPoolAlert(String kind, String keyPool, Instant raisedAt) {}

    @Override
    public void keyPoolExhausted(String kind, Instant at) {
        outbox.fact(
                "activation.alerts",
                kind,
                "partnersupport.key-pool.exhausted",
                new KeyPoolAlert("KEY_POOL_EXHAUSTED", kind, at));
    }
}
