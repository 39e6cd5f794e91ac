package io.partnersupport.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.StringPermission;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.security.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RememberedIdentitiesTest {
    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

    private static final Permission SCOPE = new StringPermission("openid");

    private final List<String> checked = new ArrayList<>();

    @Test
    @DisplayName("A token that was found good is not checked again, and each request has its own identity")
    void aGoodTokenIsRemembered() {
        var identities = remembering(Duration.ofMinutes(5), 10);
        RoutingContext first = request();
        RoutingContext second = request();

        SecurityIdentity before = identities.identity("anna", first);
        SecurityIdentity after = identities.identity("anna", second);

        assertThat(checked).containsExactly("anna");
        assertThat(before.<RoutingContext>getAttribute(RoutingContext.class.getName()))
                .isSameAs(first);
        assertThat(after.<RoutingContext>getAttribute(RoutingContext.class.getName()))
                .isSameAs(second);
        assertThat(before.checkPermissionBlocking(SCOPE)).isEqualTo(after.checkPermissionBlocking(SCOPE));
        assertThat(after.getPrincipal().getName()).isEqualTo("anna");
        assertThat(after.getRoles()).containsExactly("role of anna");
        assertThat(after.<String>getAttribute("tenant-id")).isEqualTo("Default");
        assertThat(identities.identity("ben", second).getPrincipal().getName()).isEqualTo("ben");
    }

    @Test
    void aTokenThatHasExpiredIsCheckedAgain() {
        var identities = remembering(Duration.ZERO, 10);
        identities.identity("anna", request());
        identities.identity("anna", request());
        assertThat(checked).containsExactly("anna", "anna");
    }

    @Test
    void aRefusalIsNotRemembered() {
        var identities = remembering(Duration.ofMinutes(5), 10);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> identities.identity("bad", request()))
                    .isInstanceOf(AuthenticationFailedException.class);
        }
        assertThat(checked).containsExactly("bad", "bad");
    }

    @Test
    void noMoreAreRememberedThanAllowed() {
        var identities = remembering(Duration.ofMinutes(5), 0);
        identities.identity("anna", request());
        identities.identity("anna", request());
        assertThat(checked).containsExactly("anna", "anna");
    }

    private Asked remembering(Duration validFor, int most) {
        var identities = new RememberedIdentities(provider(NOW.plus(validFor)), Clock.fixed(NOW, ZoneOffset.UTC), most);
        return (token, routing) -> identities
                .authenticate(authentication(token, routing), context())
                .await()
                .indefinitely();
    }

    @FunctionalInterface
    private interface Asked {
        SecurityIdentity identity(String token, RoutingContext routing);
    }

    private IdentityProvider<TokenAuthenticationRequest> provider(Instant expiry) {
        return new IdentityProvider<>() {
            @Override
            public Class<TokenAuthenticationRequest> getRequestType() {
                return TokenAuthenticationRequest.class;
            }

            @Override
            public Uni<SecurityIdentity> authenticate(
                    TokenAuthenticationRequest request, AuthenticationRequestContext context) {
                String token = request.getToken().getToken();
                checked.add(token);
                return "bad".equals(token)
                        ? Uni.createFrom().failure(new AuthenticationFailedException())
                        : Uni.createFrom().item(identity(request, context, expiry));
            }
        };
    }

    private static SecurityIdentity identity(
            TokenAuthenticationRequest request, AuthenticationRequestContext context, Instant expiry) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(request.getToken().getToken());
        claims.setExpirationTime(NumericDate.fromSeconds(expiry.getEpochSecond()));
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new OidcJwtCallerPrincipal(claims, request.getToken()))
                .addRole("role of " + request.getToken().getToken())
                .addCredential(request.getToken())
                .addPermissionChecker(permission -> Uni.createFrom().item(permission.equals(SCOPE)))
                .addAttribute("tenant-id", "Default")
                .addAttribute(RoutingContext.class.getName(), HttpSecurityUtils.getRoutingContextAttribute(request))
                .addAttribute(AuthenticationRequestContext.class.getName(), context)
                .build();
    }

    private static TokenAuthenticationRequest authentication(String token, RoutingContext routing) {
        var request = new TokenAuthenticationRequest(new TokenCredential(token, "bearer"));
        HttpSecurityUtils.setRoutingContextAttribute(request, routing);
        return request;
    }

    private static RoutingContext request() {
        return nothing(RoutingContext.class);
    }

    private static AuthenticationRequestContext context() {
        return nothing(AuthenticationRequestContext.class);
    }

    /** Nothing is asked of it. */
    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                RememberedIdentitiesTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> null;
                }));
    }
}
