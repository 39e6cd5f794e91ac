package io.partnersupport.gateway.limiting;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How often one may ask. Each instance of the gateway counts for itself, and allows its share of each limit. */
@ConfigMapping(prefix = "gateway.rate-limits")
interface RateSettings {
    Limit address();

    Limit account();

    Limit partner();

    /** Requests without a good token, by address. */
    Limit stranger();

    /** The instances of the gateway that share each limit. */
    int instances();

    /** Those of each kind who are remembered; of more, whoever asks least is forgotten, and begins anew. */
    int remembered();

    /** So many requests in any such time, all at once or spread; 0 for no limit. */
    interface Limit {
        long requests();

        Duration window();
    }
}
