package io.partnersupport.kit.identity;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Has a token whose key is not known wait for a fetch of the issuer's keys that begins after it came, so that no good token
 * is refused however often keys change. {@code quarkus-oidc} fetches the keys with the first such token of an interval, and
 * refuses all others until the interval is over; here they come again. Invented keys still cost the issuer one request per
 * interval.
 */
@Decorator
@Priority(2) // what RememberedIdentities does not know comes here
class UnknownKey implements IdentityProvider<TokenAuthenticationRequest> {
    /** Longer than an interval and a fetch. */
    private static final int PAUSES = 5;

    private static final int PAUSES_PER_INTERVAL = 3;

    private final IdentityProvider<TokenAuthenticationRequest> provider;
    private final Vertx vertx;
    private final Duration interval;

    UnknownKey(
            @Any @Delegate IdentityProvider<TokenAuthenticationRequest> provider,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.oidc.token.forced-jwk-refresh-interval") Duration interval) {
        this.provider = provider;
        this.vertx = vertx;
        this.interval = interval;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return provider.getRequestType();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return authenticate(request, context, PAUSES);
    }

    private Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context, int pausesLeft) {
        Uni<SecurityIdentity> identity = provider.authenticate(request, context);
        return pausesLeft == 0
                ? identity
                : identity.onFailure(UnknownKey::isTheReason)
                        .recoverWithUni(refused -> pause().chain(() -> authenticate(request, context, pausesLeft - 1)));
    }

    private static boolean isTheReason(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(UnresolvableKeyException.class::isInstance);
    }

    /** Of the request's own context, where it goes on. */
    private Uni<Void> pause() {
        return Uni.createFrom()
                .emitter(waiting -> vertx.setTimer(
                        interval.dividedBy(PAUSES_PER_INTERVAL).toMillis(), timer -> waiting.complete(null)));
    }
}
