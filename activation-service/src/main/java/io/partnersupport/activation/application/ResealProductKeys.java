package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.key.KeyPools;
import io.partnersupport.activation.domain.key.ProductKey;
import io.partnersupport.activation.domain.key.ProductKeyId;
import io.partnersupport.kit.event.Reaction;
import io.partnersupport.kit.secret.Sealer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Seals product keys anew that are not under the current encryption key, so that old keys can be removed. */
@ApplicationScoped
public class ResealProductKeys implements Reaction {
    private static final Logger LOG = Logger.getLogger(ResealProductKeys.class);
    private static final int BATCH = 200;
    private static final Duration BETWEEN_PASSES = Duration.ofHours(1);

    private final KeyPools pools;
    private final Sealer sealer;
    private final Clock clock;
    private Instant nextPass = Instant.MIN;
    private Optional<ProductKeyId> after = Optional.empty();

    ResealProductKeys(KeyPools pools, Sealer sealer, Clock clock) {
        this.pools = pools;
        this.sealer = sealer;
        this.clock = clock;
    }

    @Override
    public int react() {
        return clock.instant().isBefore(nextPass) ? 0 : resealNext();
    }

    /** Does one batch of a pass; a key that cannot be opened any more is left as it is. */
    public synchronized int resealNext() {
        List<ProductKey> batch = QuarkusTransaction.requiringNew().call(() -> {
            List<ProductKey> found = pools.underOtherKeys(sealer.currentKey(), after, BATCH);
            found.forEach(this::reseal);
            return found;
        });
        after = batch.stream().reduce((earlier, later) -> later).map(ProductKey::id);
        if (batch.isEmpty()) {
            nextPass = clock.instant().plus(BETWEEN_PASSES);
        }
        return batch.size();
    }

    private void reseal(ProductKey key) {
        String boundTo = key.id().value().toString();
        try {
            pools.reseal(new ProductKey(key.id(), sealer.seal(sealer.open(key.sealed(), boundTo), boundTo)));
        } catch (IllegalStateException e) {
            LOG.warnf(
                    "The product key %s is sealed with a key that is not configured any more",
                    key.id().value());
        }
    }
}
