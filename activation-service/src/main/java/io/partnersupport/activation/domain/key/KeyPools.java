package io.partnersupport.activation.domain.key;

import io.partnersupport.activation.domain.benefit.BenefitId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The keys of each kind of benefit. */
public interface KeyPools {
    /** How many keys a pool has left, how many it gave, and how it was filled last. */
    record KeyPool(String kind, long available, long handedOut, Optional<KeyImport> lastImport) {}

    /** Somebody filled a pool from a file. */
    record KeyImport(UUID id, String kind, String by, Instant at, int added, int duplicates, int refused) {}

    /** A key with the digests by which it is recognised, the current one first. */
    record NewKey(ProductKey key, List<String> digests) {}

    List<KeyPool> all();

    /** Makes the pool if there is none, and says that it is not empty any more. */
    void open(String kind);

    void add(KeyImport done);

    /** Adds keys, and returns how many were not known before. */
    int add(String kind, List<NewKey> keys, Instant at);

    /** The key that the benefit has, or else the next one of the pool, which is kept until the transaction ends. */
    Optional<ProductKey> reserve(String kind, BenefitId benefit);

    /** Gives the key to the benefit, once and for all; nothing happens if it has it already. */
    void handOut(ProductKeyId key, BenefitId benefit, Instant at);

    /** Keys that are not sealed with the current encryption key, locked, in the order of their ids after one. */
    List<ProductKey> underOtherKeys(String sealingKey, Optional<ProductKeyId> after, int limit);

    /** Keeps the same key, sealed anew. */
    void reseal(ProductKey key);

    /** Notes that the pool is empty; false if that was noted before. */
    boolean noteExhausted(String kind, Instant at);
}
