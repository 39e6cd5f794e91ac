package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.contract.Contract;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.Contracts;
import io.partnersupport.activation.domain.contract.Pair;
import io.partnersupport.kit.event.Reaction;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Seals and digests pairs anew that are not under the current keys, so that old keys can be removed. Keys change with
 * a restart, and instances restart one after the other: it goes through all contracts at the start and every hour.
 */
@ApplicationScoped
public class RenewKeys implements Reaction {
    private static final int BATCH = 50;
    private static final Duration BETWEEN_PASSES = Duration.ofHours(1);

    private final Contracts contracts;
    private final ContractEvents events;
    private final PairEncryption encryption;
    private final PairDigester digester;
    private final Clock clock;
    private Instant nextPass = Instant.MIN;
    private Optional<ContractRef> after = Optional.empty();

    RenewKeys(
            Contracts contracts, ContractEvents events, PairEncryption encryption, PairDigester digester, Clock clock) {
        this.contracts = contracts;
        this.events = events;
        this.encryption = encryption;
        this.digester = digester;
        this.clock = clock;
    }

    @Override
    public int react() {
        return clock.instant().isBefore(nextPass) ? 0 : renewNext();
    }

    /** Does one batch of a pass; one that cannot be opened does not hold up the others. */
    public synchronized int renewNext() {
        List<ContractRef> batch = QuarkusTransaction.requiringNew()
                .call(() -> contracts.underOtherKeys(encryption.currentKey(), digester.currentKey(), after, BATCH));
        after = batch.stream().reduce((earlier, later) -> later);
        if (batch.isEmpty()) {
            nextPass = clock.instant().plus(BETWEEN_PASSES);
        }
        RuntimeException failure = null;
        for (ContractRef id : batch) {
            try {
                QuarkusTransaction.requiringNew().run(() -> renew(id));
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return batch.size();
    }

    private void renew(ContractRef id) {
        Contract contract = contracts.lock(id).orElseThrow();
        Pair pair = encryption.open(contract.pair(), id);
        if (!digester.isCurrent(contract.digest())) {
            Contract renewed = contract.under(encryption.seal(pair, id), digester.digest(pair));
            events.changed(renewed, contracts.save(renewed));
        } else if (!encryption.isCurrent(contract.pair())) {
            contracts.reseal(contract.under(encryption.seal(pair, id), contract.digest()));
        }
    }
}
