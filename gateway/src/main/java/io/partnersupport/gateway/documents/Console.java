package io.partnersupport.gateway.documents;

import io.partnersupport.gateway.problems.Refusal;
import io.partnersupport.gateway.problems.Refused;
import io.partnersupport.gateway.trace.Exchange;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What may run in the pages of the console, which Swagger UI serves. */
@ApplicationScoped
class Console {
    private static final String PATH = "/docs";

    // the inline scripts of Swagger UI's two pages, by their hashes; a test says when an upgrade has changed them
    private static final String SCRIPTS = "'self' 'sha256-eeAMjM+oL3MqVPdQJnH7ZJeCBhoYsHADwtmSgIeYwIA='"
            + " 'sha256-dblyDh9EO3COk/oGp9tVjf6wBnBRVSccrG/SdXzg9Oc='"
            + " 'sha256-4IiDsMH+GkJlxivIDNfi6qk0O5HPtzyvNwVT3Wt8TIw='";

    private final String policy;

    Console(SignIn signIn) {
        policy = "default-src 'none'; script-src " + SCRIPTS + "; style-src 'self' 'unsafe-inline'; "
                + "img-src 'self' data:; connect-src 'self' " + signIn.tokenUrl()
                + "; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    }

    void register(@Observes Router router) {
        router.route(PATH + "*").order(-1).handler(this::guard);
    }

    private void guard(RoutingContext request) {
        String path = request.request().path();
        if (!path.equals(PATH) && !path.startsWith(PATH + "/")) {
            request.fail(new Refused(Refusal.NOT_FOUND));
            return;
        }
        Exchange.of(request).name(PATH);
        request.response().putHeader("Content-Security-Policy", policy);
        request.next();
    }
}
