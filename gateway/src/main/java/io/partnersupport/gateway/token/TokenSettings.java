package io.partnersupport.gateway.token;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.time.Duration;

/** Whose tokens are good, and how the keys that sign them are kept up to date. */
@ConfigMapping(prefix = "gateway.tokens")
interface TokenSettings {
    String issuer();

    String audience();

    URI keysUrl();

    /** How often the keys are fetched anew: after this time at the latest a key that was taken away signs no more. */
    Duration keysRefresh();

    /** The pause between two fetches, however many tokens name a key that is not known. */
    Duration keysPause();

    Duration keysTimeout();

    /** Tokens that are remembered as good. */
    int remembered();
}
