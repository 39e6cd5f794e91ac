package io.partnersupport.linking.application;

import io.partnersupport.kit.event.Reaction;
import io.partnersupport.kit.persistence.Ids;
import io.partnersupport.linking.domain.attempt.FailedAccessIds;
import io.partnersupport.linking.domain.attempt.FailedAccessIds.Suspicious;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tells operators of an Access ID that many accounts fail on, once per window; it is never blocked (L-3). */
@ApplicationScoped
class AlertOperators implements Reaction {
    private static final int BATCH = 50;

    private final FailedAccessIds failures;
    private final LinkingAlerts alerts;
    private final LinkingConfig.Enumeration config;
    private final Clock clock;

    AlertOperators(FailedAccessIds failures, LinkingAlerts alerts, LinkingConfig config, Clock clock) {
        this.failures = failures;
        this.alerts = alerts;
        this.config = config.enumeration();
        this.clock = clock;
    }

    @Override
    @Transactional
    public int react() {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        Instant since = at.minus(config.window());
        int told = 0;
        for (Suspicious accessId : failures.untold(config.accounts(), since, BATCH)) {
            if (failures.tell(accessId.accessIdDigest(), at, since)) {
                alerts.accessIdUnderAttack(Ids.next(at), accessId, since, at);
                told++;
            }
        }
        return told;
    }
}
