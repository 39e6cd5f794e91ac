package io.partnersupport.linking.application;

import io.partnersupport.linking.domain.attempt.AttemptLimit;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator of this service may set. */
@ConfigMapping(prefix = "partnersupport.linking")
public interface LinkingConfig {
    /** How long a pair without a match waits at most for news of contracts before it is looked for once more (L-4). */
    @WithDefault("2s")
    Duration secondLookWithin();

    /** How many requests may wait for that at the same time, on one instance. */
    @WithDefault("500")
    int secondLookPlaces();

    FailedPairs attempts();

    Enumeration enumeration();

    /** When an account that fails has to wait (L-3). */
    interface FailedPairs {
        @WithDefault("5")
        int allowed();

        @WithDefault("15m")
        Duration window();

        default AttemptLimit limit() {
            return new AttemptLimit(allowed(), window());
        }
    }

    /** When operators are told of an Access ID that many accounts fail on (L-3). */
    interface Enumeration {
        @WithDefault("10")
        int accounts();

        @WithDefault("15m")
        Duration window();
    }
}
