package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.key.KeyPools;
import io.partnersupport.kit.event.Reaction;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells operators once that a pool is empty, until it is filled again. A refusal leaves nothing in the database, so
 * this is apart from its transaction; should it be lost in a crash, the next refusal brings it back.
 */
@ApplicationScoped
public class AlertOfEmptyPools implements Reaction {
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final KeyPools pools;
    private final OperatorAlerts alerts;
    private final Clock clock;

    AlertOfEmptyPools(KeyPools pools, OperatorAlerts alerts, Clock clock) {
        this.pools = pools;
        this.alerts = alerts;
        this.clock = clock;
    }

    void wantedInVain(String kind) {
        wanted.add(kind);
    }

    @Override
    public int react() {
        List<String> kinds = List.copyOf(wanted);
        for (String kind : kinds) {
            QuarkusTransaction.requiringNew().run(() -> alert(kind, clock.instant()));
            wanted.remove(kind);
        }
        return 0; // what is wanted from now on may wait for the next round
    }

    private void alert(String kind, Instant at) {
        if (pools.noteExhausted(kind, at)) {
            alerts.keyPoolExhausted(kind, at);
        }
    }
}
