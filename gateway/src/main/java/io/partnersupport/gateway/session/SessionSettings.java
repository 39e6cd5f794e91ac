package io.partnersupport.gateway.session;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who the gateway is to the identity provider, and how long a browser stays signed in. */
@ConfigMapping(prefix = "gateway.session")
interface SessionSettings {
    /** {@code keyId=base64} entries, the current one first; the others still open what they sealed. */
    Optional<String> keys();

    Optional<String> clientSecret();

    String clientId();

    /** The addresses that browsers know the gateway by. */
    List<String> origins();

    /** At the latest; the identity provider may end a session earlier. */
    Duration lifetime();

    String issuer();

    String authorizationUrl();

    String tokenUrl();

    String logoutUrl();

    /** There are browser sessions when both secrets are there; one alone is a mistake of the operator. */
    default boolean areOn() {
        if (keys().isPresent() != clientSecret().isPresent()) {
            throw new IllegalStateException("Browser sessions need both SESSION_KEYS and SESSION_CLIENT_SECRET");
        }
        return keys().isPresent();
    }
}
