package io.partnersupport.kit.identity;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.HttpSecurityRecorder.DefaultAuthFailureHandler;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.BiConsumer;

/**
 * Prepares each request for its caller's turning out not to be authenticated, as Quarkus REST would, which looks for the
 * template of the path then, too, and sorts all templates first: a twentieth of what a read costs, for what hardly happens.
 */
@ApplicationScoped
class AuthenticationFailures {
    /** That of Quarkus' own authentication, which comes before what applications register. */
    private static final int AFTER_AUTHENTICATION = 200;

    private static final BiConsumer<RoutingContext, Throwable> FAIL = AuthenticationFailures::fail;

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    request.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, FAIL);
                    request.next();
                },
                AFTER_AUTHENTICATION);
    }

    private static void fail(RoutingContext request, Throwable failure) {
        DefaultAuthFailureHandler.markIfOtherAuthenticationFailure(request, failure);
        if (!request.failed()) {
            request.fail(DefaultAuthFailureHandler.extractRootCause(failure));
        }
    }
}
