package io.partnersupport.kit.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Remembers who a token that was found good stands for, until it expires and a minute at most: checking one takes a third of
 * the time of a short request, and people come with the same token again. A key that the issuer took away therefore ends its
 * tokens a minute later than {@code quarkus-oidc} would.
 */
@Decorator
@Priority(1)
class RememberedIdentities implements IdentityProvider<TokenAuthenticationRequest> {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** What {@code quarkus-oidc} adds that is of one request. */
    private static final Set<String> OF_ONE_REQUEST =
            Set.of(RoutingContext.class.getName(), AuthenticationRequestContext.class.getName());

    private final IdentityProvider<TokenAuthenticationRequest> provider;
    private final Clock clock;
    private final Cache<String, SecurityIdentity> remembered;

    RememberedIdentities(
            @Any @Delegate IdentityProvider<TokenAuthenticationRequest> provider,
            Clock clock,
            @ConfigProperty(name = "partnersupport.oidc.remembered-tokens") int most) {
        this.provider = provider;
        this.clock = clock;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfter(Expiry.<String, SecurityIdentity>creating((token, identity) -> timeLeft(identity)))
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return provider.getRequestType();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        String token = request.getToken().getToken();
        SecurityIdentity known = remembered.getIfPresent(token);
        Uni<SecurityIdentity> found = known != null
                ? Uni.createFrom().item(known)
                : provider.authenticate(request, context)
                        .map(RememberedIdentities::withoutRequest)
                        .invoke(identity -> remembered.put(token, identity));
        return found.map(identity -> with(request, context, identity));
    }

    private Duration timeLeft(SecurityIdentity identity) {
        long expiry = ((JsonWebToken) identity.getPrincipal()).getExpirationTime();
        Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(expiry));
        return left.isNegative() ? Duration.ZERO : left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }

    private static SecurityIdentity withoutRequest(SecurityIdentity identity) {
        return copy(identity)
                .addAttributes(identity.getAttributes().entrySet().stream()
                        .filter(attribute -> !OF_ONE_REQUEST.contains(attribute.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .build();
    }

    private static SecurityIdentity with(
            TokenAuthenticationRequest request, AuthenticationRequestContext context, SecurityIdentity identity) {
        return copy(identity)
                .addAttributes(identity.getAttributes())
                .addAttribute(RoutingContext.class.getName(), HttpSecurityUtils.getRoutingContextAttribute(request))
                .addAttribute(AuthenticationRequestContext.class.getName(), context)
                .build();
    }

    /** Without the scopes, which are no permissions here. */
    private static QuarkusSecurityIdentity.Builder copy(SecurityIdentity identity) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(identity.getRoles())
                .addCredentials(identity.getCredentials());
    }
}
