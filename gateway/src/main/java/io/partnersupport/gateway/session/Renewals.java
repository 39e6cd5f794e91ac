package io.partnersupport.gateway.session;

import io.partnersupport.gateway.session.IdentityProvider.Refusing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Replaces the tokens of a session before they expire: once, however many requests come at that moment, because a
 * refresh token is good once and its second use ends the session. The outcome is remembered for a while, for requests
 * that were sent with the former cookie, and for browsers that never got the answer with the new one.
 */
@ApplicationScoped
class Renewals {
    private static final Logger LOG = Logger.getLogger(Renewals.class);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final IdentityProvider identityProvider;
    private final Vertx vertx;
    private final Map<String, Future<BrowserSession>> newest = new HashMap<>();

    Renewals(IdentityProvider identityProvider, Vertx vertx) {
        this.identityProvider = identityProvider;
        this.vertx = vertx;
    }

    /** The session in its newest state, with a good access token; {@link Refusing} when it is over. */
    synchronized Future<BrowserSession> current(BrowserSession presented, Instant now) {
        Future<BrowserSession> known = newest.get(presented.id());
        if (known != null && (!known.isComplete() || known.cause() instanceof Refusing)) {
            return known;
        }
        // another instance may have renewed it since
        BrowserSession session =
                known == null || known.failed() || known.result().renewal() < presented.renewal()
                        ? presented
                        : known.result();
        if (session.isOver(now)) {
            return Future.failedFuture(new Refusing("over"));
        }
        return session.isToBeRenewed(now) ? renew(session) : Future.succeededFuture(session);
    }

    /** Ends the session for the identity provider, then here; a copy of its cookie is worth nothing afterwards. */
    Future<Void> end(BrowserSession presented, Instant now) {
        return current(presented, now)
                .compose(session -> identityProvider.end(session.tokens().refresh()))
                .recover(failure ->
                        failure instanceof Refusing ? Future.succeededFuture() : Future.failedFuture(failure))
                .onSuccess(ended -> remember(presented.id(), Future.failedFuture(new Refusing("signed out"))));
    }

    private Future<BrowserSession> renew(BrowserSession session) {
        Future<BrowserSession> renewed = identityProvider
                .refresh(session.tokens().refresh())
                .map(session::renewed)
                .recover(failure -> afterFailure(session, failure));
        remember(session.id(), renewed);
        return renewed;
    }

    private Future<BrowserSession> afterFailure(BrowserSession session, Throwable failure) {
        if (failure instanceof Refusing) {
            LOG.debugf("A session was not renewed: %s", failure.getMessage());
            return Future.failedFuture(failure);
        }
        LOG.warnf("A session was not renewed: %s", failure.getClass().getSimpleName());
        // the next request tries again
        return session.hasValidAccessToken(Instant.now())
                ? Future.succeededFuture(session)
                : Future.failedFuture(failure);
    }

    private synchronized void remember(String id, Future<BrowserSession> outcome) {
        newest.put(id, outcome);
        vertx.setTimer(REMEMBERED.toMillis(), timer -> forget(id, outcome));
    }

    private synchronized void forget(String id, Future<BrowserSession> outcome) {
        newest.remove(id, outcome);
    }
}
