package io.partnersupport.gateway.limiting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.util.concurrent.TimeUnit;

/** One limit, kept for each of those whom it concerns. Who has not asked for a whole window is forgotten without loss. */
final class RateLimit {
    private final String name;
    private final long share;
    private final String policy;
    private final Cache<String, Bucket> buckets;
    private final TimeMeter clock;
    private final RateSettings.Limit limit;

    RateLimit(String name, RateSettings.Limit limit, int instances, int remembered, TimeMeter clock) {
        this.name = name;
        this.limit = limit;
        this.share = (limit.requests() + instances - 1) / instances;
        this.policy = "\"%s\";q=%d;w=%d".formatted(name, share, limit.window().toSeconds());
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(remembered)
                .expireAfterAccess(limit.window())
                .ticker(clock::currentTimeNanos)
                .executor(Runnable::run)
                .build();
    }

    boolean isOff() {
        return share == 0;
    }

    String name() {
        return name;
    }

    /** As the RateLimit-Policy header says it. */
    String policy() {
        return policy;
    }

    /** Counts one request of somebody. */
    State count(String whom) {
        ConsumptionProbe probe = bucketOf(whom).tryConsumeAndReturnRemaining(1);
        return stateOf(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill());
    }

    /** Whether somebody could ask once more, without counting it. */
    State look(String whom) {
        var probe = bucketOf(whom).estimateAbilityToConsume(1);
        return stateOf(probe.canBeConsumed(), probe.getRemainingTokens(), probe.getNanosToWaitForRefill());
    }

    long remembered() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private State stateOf(boolean isWithin, long remaining, long nanos) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
        return new State(this, isWithin, remaining, seconds);
    }

    private Bucket bucketOf(String whom) {
        return buckets.get(
                whom,
                key -> new LocalBucketBuilder()
                        .addLimit(bandwidth -> bandwidth.capacity(share).refillGreedy(share, limit.window()))
                        .withCustomTimePrecision(clock)
                        .build());
    }

    /** What is left, and the seconds until all of it is there again - or, if nothing is left, until one more is. */
    record State(RateLimit limit, boolean isWithin, long remaining, long seconds) {
        /** As the RateLimit header says it. */
        String text() {
            return "\"" + limit.name + "\";r=" + remaining + ";t=" + seconds;
        }
    }
}
