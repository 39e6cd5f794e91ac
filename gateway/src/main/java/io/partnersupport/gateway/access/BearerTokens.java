package io.partnersupport.gateway.access;

import io.partnersupport.gateway.problems.Refusal;
import io.partnersupport.gateway.problems.Refused;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Lets a request pass that brings one valid access token in its Authorization header. */
@ApplicationScoped
public class BearerTokens {
    private static final Logger LOG = Logger.getLogger(BearerTokens.class);
    private static final BiConsumer<RoutingContext, Throwable> ANSWERED_HERE = (request, failure) -> {};
    private static final Duration PATIENCE = Duration.ofSeconds(2); // for the identity provider's keys

    /** Continues with the next handler, or fails the request. */
    public void verify(RoutingContext request) {
        List<String> tokens = request.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (tokens.isEmpty()) {
            request.fail(unauthenticated("Bearer"));
        } else if (tokens.size() > 1) {
            request.fail(unauthenticated("Bearer error=\"invalid_request\""));
        } else {
            verifyToken(request);
        }
    }

    private void verifyToken(RoutingContext request) {
        Context context = Vertx.currentContext();
        request.request().pause(); // the body must still be there when keys had to be fetched first
        request.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, ANSWERED_HERE);
        QuarkusHttpUser.getSecurityIdentity(request, null)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(
                        identity -> on(context, () -> pass(request, identity)),
                        failure -> on(context, () -> request.fail(refusalOf(failure))));
    }

    private static void pass(RoutingContext request, SecurityIdentity identity) {
        if (identity == null || identity.isAnonymous()) {
            request.fail(unauthenticated("Bearer error=\"invalid_token\""));
        } else {
            request.next();
        }
    }

    private static Refused refusalOf(Throwable failure) {
        boolean isUnanswered = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof OIDCException
                        || cause instanceof IOException
                        || cause instanceof TimeoutException
                        || cause instanceof io.smallrye.mutiny.TimeoutException
                        || cause instanceof VertxException);
        if (isUnanswered) {
            LOG.warnf("The identity provider's keys are not to be had: %s", failure.getMessage());
            return new Refused(Refusal.SERVICE_UNAVAILABLE, Map.of("Retry-After", "5"));
        }
        return unauthenticated("Bearer error=\"invalid_token\"");
    }

    private static Refused unauthenticated(String challenge) {
        return new Refused(Refusal.UNAUTHENTICATED, Map.of("WWW-Authenticate", challenge));
    }

    private static void on(Context context, Runnable step) {
        if (Vertx.currentContext() == context) {
            step.run();
        } else {
            context.runOnContext(ignored -> step.run());
        }
    }
}
