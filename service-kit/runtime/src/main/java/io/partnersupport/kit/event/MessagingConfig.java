package io.partnersupport.kit.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How this service sends and receives events. */
@ConfigMapping(prefix = "partnersupport.messaging")
public interface MessagingConfig {
    /** The service's short name, the prefix of its topics, such as {@code linking}. */
    String name();

    /** Compacted topics of state events that this service owns. */
    Optional<List<String>> stateTopics();

    /** Topics of facts that this service owns, such as alerts: all are kept for a time, none replaces another. */
    Optional<List<String>> factTopics();

    @WithDefault("7d")
    @WithName("fact-topics-retention")
    Duration factRetention();

    @WithDefault("3")
    @WithName("topic.partitions")
    int partitions();

    @WithDefault("1")
    @WithName("topic.replicas")
    short replicas();

    /** How often a relay says up to when its topics are complete. */
    @WithDefault("500ms")
    @WithName("relay.heartbeat")
    Duration heartbeat();

    /** How long events may wait when the wake-up at commit was lost. */
    @WithDefault("500ms")
    @WithName("relay.poll")
    Duration relayPoll();

    /** How long after a failure the relay, the consumer or a reaction tries again. */
    @WithDefault("1s")
    Duration retryAfter();

    /** Lag behind which a service says so instead of guessing. */
    @WithDefault("5s")
    Duration lagLimit();
}
