package io.partnersupport.entitlement.api;

import io.partnersupport.kit.http.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Only bulk imports may be as large as the server's limit: all other bodies are read into memory. */
@ApplicationScoped
class BodyLimits {
    /** After the server has set its own limit for the request. */
    private static final int AFTER_SERVER_LIMIT = 1;

    private static final String IMPORTS = "/v1/imports";

    private final long largest;

    BodyLimits(@ConfigProperty(name = "entitlement.largest-other-body") MemorySize largest) {
        this.largest = largest.asLongValue();
    }

    /** For a body that does not tell its length: reading it ends here. */
    void register(@Observes Filters filters) {
        filters.register(this::limit, AFTER_SERVER_LIMIT);
    }

    private void limit(RoutingContext request) {
        if (!request.normalizedPath().equals(IMPORTS)) {
            request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, largest);
        }
        request.next();
    }

    @ServerRequestFilter
    void refuse(ContainerRequestContext request) {
        if (request.getLength() > largest && !request.getUriInfo().getPath().equals(IMPORTS)) {
            throw Problem.of(413, "payload-too-large").exception();
        }
    }
}
