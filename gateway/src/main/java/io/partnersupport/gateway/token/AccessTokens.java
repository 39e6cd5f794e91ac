package io.partnersupport.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.Startup;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/**
 * Checks access tokens. One that was found good is remembered until it expires or the key that signed it is no longer
 * among the identity provider's.
 */
@ApplicationScoped
@Startup
public class AccessTokens {
    private static final int LONGEST = 8 * 1024;
    private static final int MOST_WAITING = 1_000;
    private static final Set<String> TYPES = Set.of("", "jwt", "at+jwt", "application/at+jwt");

    private final SigningKeys keys;
    private final Cache<Digest, VerifiedToken> remembered;
    private final AtomicInteger waiting = new AtomicInteger();

    AccessTokens(TokenSettings settings, SigningKeys keys) {
        this.keys = keys;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(settings.remembered())
                .executor(Runnable::run)
                .build();
    }

    /** The token if it was found good before and still is, or null. */
    public VerifiedToken remembered(String token) {
        if (token.length() > LONGEST) {
            return null;
        }
        VerifiedToken known = remembered.getIfPresent(Digest.of(token));
        return known != null && known.isGoodAt(System.currentTimeMillis(), keys) ? known : null;
    }

    /**
     * Checks a token; fails with {@link NoGoodToken}, or with something else when the identity provider's keys are not to
     * be had.
     */
    public Future<VerifiedToken> verify(String token) {
        String keyId;
        try {
            keyId = keyIdOf(token);
        } catch (NoGoodToken e) {
            return Future.failedFuture(e);
        }
        if (keys.find(keyId) != null) {
            return verifyWith(keyId, token);
        }
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(new IllegalStateException("too many tokens wait for keys"));
        }
        return keys.fetchedFromNowOn()
                .onComplete(fetched -> waiting.decrementAndGet())
                .compose(fetched -> verifyWith(keyId, token));
    }

    private Future<VerifiedToken> verifyWith(String keyId, String token) {
        SigningKey key = keys.find(keyId);
        if (key == null) {
            return Future.failedFuture(new NoGoodToken());
        }
        try {
            VerifiedToken verified = key.verified(token);
            remembered.put(Digest.of(token), verified);
            return Future.succeededFuture(verified);
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Future.failedFuture(new NoGoodToken());
        }
    }

    // What can be refused without a key is, so that nobody makes the gateway fetch keys by inventing tokens.
    private static String keyIdOf(String token) throws NoGoodToken {
        if (token.length() > LONGEST || token.chars().filter(c -> c == '.').count() != 2) {
            throw new NoGoodToken();
        }
        try {
            JsonWebStructure parsed = JsonWebStructure.fromCompactSerialization(token);
            String type = parsed.getHeader("typ");
            if (parsed.getKeyIdHeaderValue() == null
                    || !SigningKey.ALGORITHMS.contains(parsed.getAlgorithmHeaderValue())
                    || !TYPES.contains(type == null ? "" : type.toLowerCase(Locale.ROOT))) {
                throw new NoGoodToken();
            }
            return parsed.getKeyIdHeaderValue();
        } catch (JoseException | RuntimeException e) {
            throw new NoGoodToken(); // whatever a parser stumbles over in a stranger's text
        }
    }

    /** The token is not one that the identity provider gave out for this API and that is good now. */
    public static final class NoGoodToken extends Exception {
        NoGoodToken() {
            super("no good token", null, false, false);
        }
    }
}
