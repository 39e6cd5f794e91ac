package io.partnersupport.gateway.session;

import io.partnersupport.gateway.problems.Refusal;
import io.partnersupport.gateway.problems.Refused;
import io.partnersupport.gateway.session.IdentityProvider.Refusing;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Finds the session of a request by its cookie, and gives the request the token that the browser does not have. */
@ApplicationScoped
public class BrowserSessions {
    static final String CSRF_HEADER = "X-CSRF-Token";
    private static final String CSRF = "csrf";
    private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Logger LOG = Logger.getLogger(BrowserSessions.class);

    private final SessionSettings settings;
    private final Renewals renewals;
    private final Optional<Seal> seal;
    private final Optional<SealedCookie> cookie;

    BrowserSessions(SessionSettings settings, Renewals renewals) {
        this.settings = settings;
        this.renewals = renewals;
        this.seal = settings.areOn() ? settings.keys().map(Seal::new) : Optional.empty();
        // Strict: other sites' links lead to pages, and pages fetch with the cookie; nothing else needs it
        this.cookie = seal.map(keys -> new SealedCookie(keys, "session", CookieSameSite.STRICT));
    }

    /**
     * Puts the session's access token into the Authorization header, then continues. A request that brings its own
     * Authorization header is none of a session, whatever cookies it has.
     */
    public void attachToken(RoutingContext request) {
        HttpServerRequest received = request.request();
        Optional<Origin> origin = originOf(received);
        if (received.headers().contains(HttpHeaders.AUTHORIZATION)
                || origin.isEmpty()
                || !cookie.orElseThrow().isIn(received, origin.get())) {
            request.next();
            return;
        }
        received.pause(); // the body must still be there when the tokens had to be renewed first
        withSession(request, session -> {
            received.headers()
                    .set(HttpHeaders.AUTHORIZATION, "Bearer " + session.tokens().access());
            request.next();
        });
    }

    /** Goes on with the session of the request, or fails it; what changes something must come from an own page. */
    void withSession(RoutingContext request, Consumer<BrowserSession> then) {
        Origin origin = requireOrigin(request.request());
        BrowserSession presented = cookie.orElseThrow()
                .read(request.request(), origin)
                .map(BrowserSession::ofText)
                .orElse(null);
        if (presented == null) {
            refuse(request, origin, new Refusing("no cookie of ours"));
            return;
        }
        if (!HARMLESS.contains(request.request().method())) {
            requireOwnPage(request.request(), origin, presented);
        }
        complete(
                renewals.current(presented, Instant.now()),
                session -> {
                    if (!session.equals(presented)) {
                        write(request, origin, session);
                    }
                    then.accept(session);
                },
                failure -> refuse(request, origin, failure));
    }

    void begin(RoutingContext request, Origin origin, BrowserSession session) {
        write(request, origin, session);
    }

    /** Ends the session at the identity provider first: as long as that has not worked it can be tried again. */
    void end(RoutingContext request, BrowserSession session, Runnable then) {
        Origin origin = requireOrigin(request.request());
        complete(
                renewals.end(session, Instant.now()),
                ended -> {
                    cookie.orElseThrow().remove(request, origin);
                    then.run();
                },
                failure -> refuse(request, origin, failure));
    }

    String csrfTokenOf(BrowserSession session) {
        return seal.orElseThrow().sign(CSRF, session.id());
    }

    Seal seal() {
        return seal.orElseThrow();
    }

    /** The gateway's address that the browser sees; there is nothing here when it is none that is known. */
    Origin requireOrigin(HttpServerRequest request) {
        return originOf(request).orElseThrow(() -> new Refused(Refusal.NOT_FOUND));
    }

    private Optional<Origin> originOf(HttpServerRequest request) {
        return seal.isEmpty() ? Optional.empty() : Origin.of(request, settings.origins());
    }

    private void requireOwnPage(HttpServerRequest request, Origin origin, BrowserSession session) {
        if (!origin.isOriginOf(request)) {
            throw new Refused(Refusal.CROSS_SITE_REQUEST);
        }
        String token = request.getHeader(CSRF_HEADER);
        if (token == null || !seal.orElseThrow().isSigned(CSRF, session.id(), token)) {
            throw new Refused(Refusal.CSRF_TOKEN_MISSING);
        }
    }

    private void write(RoutingContext request, Origin origin, BrowserSession session) {
        cookie.orElseThrow()
                .write(request, origin, session.toText(), Duration.between(Instant.now(), session.idleEndsAt()));
    }

    private void refuse(RoutingContext request, Origin origin, Throwable failure) {
        if (failure instanceof Refusing) {
            cookie.orElseThrow().remove(request, origin);
            request.fail(new Refused(Refusal.NOT_SIGNED_IN, Map.of("WWW-Authenticate", "Bearer")));
        } else {
            request.fail(unavailable(failure));
        }
    }

    static Refused unavailable(Throwable failure) {
        LOG.warnf(
                "The identity provider is not to be had: %s", failure.getClass().getSimpleName());
        return new Refused(Refusal.SERVICE_UNAVAILABLE, Map.of("Retry-After", "5"));
    }

    /** On the context of the request: what it waits for may be completed by another request's. */
    static <T> void complete(Future<T> outcome, Consumer<T> onSuccess, Consumer<Throwable> onFailure) {
        Context context = Vertx.currentContext();
        outcome.onComplete(result -> {
            Runnable step = () -> {
                if (result.succeeded()) {
                    onSuccess.accept(result.result());
                } else {
                    onFailure.accept(result.cause());
                }
            };
            if (Vertx.currentContext() == context) {
                step.run();
            } else {
                context.runOnContext(ignored -> step.run());
            }
        });
    }
}
