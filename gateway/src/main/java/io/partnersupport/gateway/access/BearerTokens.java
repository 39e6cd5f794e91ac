package io.partnersupport.gateway.access;

import io.partnersupport.gateway.limiting.RateLimits;
import io.partnersupport.gateway.problems.Refusal;
import io.partnersupport.gateway.problems.Refused;
import io.partnersupport.gateway.token.AccessTokens;
import io.partnersupport.gateway.token.AccessTokens.NoGoodToken;
import io.partnersupport.gateway.token.VerifiedToken;
import io.partnersupport.gateway.trace.Exchange;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets a request pass that brings one valid access token in its Authorization header. */
@ApplicationScoped
public class BearerTokens {
    private static final String SCHEME = "Bearer ";
    private static final String INVALID = "Bearer error=\"invalid_token\"";

    private final AccessTokens tokens;
    private final RateLimits limits;

    BearerTokens(AccessTokens tokens, RateLimits limits) {
        this.tokens = tokens;
        this.limits = limits;
    }

    /** Continues with the next handler, or fails the request. */
    public void verify(RoutingContext request) {
        List<String> credentials = request.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        String token = credentials.size() == 1 ? tokenIn(credentials.get(0)) : null;
        VerifiedToken known = token == null ? null : tokens.remembered(token);
        if (known != null) {
            pass(request, known);
            return;
        }
        Optional<Refused> tooMany = limits.refusalOfStrangers(request);
        if (tooMany.isPresent()) {
            request.fail(tooMany.get());
        } else if (credentials.isEmpty()) {
            refuse(request, "Bearer");
        } else if (credentials.size() > 1) {
            refuse(request, "Bearer error=\"invalid_request\"");
        } else if (token == null) {
            refuse(request, INVALID);
        } else {
            verify(token, request);
        }
    }

    private void verify(String token, RoutingContext request) {
        Context context = Vertx.currentContext();
        request.request().pause(); // the body must still be there when keys had to be fetched first
        tokens.verify(token)
                .onComplete(
                        verified -> on(context, () -> pass(request, verified)),
                        failure -> on(context, () -> refuse(request, failure)));
    }

    private static void pass(RoutingContext request, VerifiedToken token) {
        Exchange.of(request).nameAccount(token.accountTag());
        request.put(VerifiedToken.class.getName(), token);
        request.next();
    }

    private void refuse(RoutingContext request, Throwable failure) {
        if (failure instanceof NoGoodToken) {
            refuse(request, INVALID);
        } else {
            request.fail(new Refused(Refusal.SERVICE_UNAVAILABLE, Map.of("Retry-After", "5")));
        }
    }

    private void refuse(RoutingContext request, String challenge) {
        limits.countStranger(request);
        request.fail(new Refused(Refusal.UNAUTHENTICATED, Map.of("WWW-Authenticate", challenge)));
    }

    private static String tokenIn(String credentials) {
        return credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? credentials.substring(SCHEME.length())
                : null;
    }

    private static void on(Context context, Runnable step) {
        if (Vertx.currentContext() == context) {
            step.run();
        } else {
            context.runOnContext(ignored -> step.run());
        }
    }
}
