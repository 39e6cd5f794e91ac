package io.partnersupport.incident.api;

import io.partnersupport.incident.api.azure.AzureSurface;
import io.partnersupport.kit.http.Problem;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Only attachments may be larger than what every other request of the suite may be. */
class BodyLimits {
    private static final long ORDINARY = 1024 * 1024;

    private final CurrentVertxRequest vertxRequest;

    BodyLimits(CurrentVertxRequest vertxRequest) {
        this.vertxRequest = vertxRequest;
    }

    @ServerRequestFilter(preMatching = true)
    void check(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        String path = request.getUriInfo().getPath();
        boolean upload = path.endsWith("/attachments") || AzureSurface.isUpload(path);
        if (length != null && Long.parseLong(length) > ORDINARY && !upload) {
            // what still comes is passed over, or the client would not see the answer
            vertxRequest.getCurrent().request().resume();
            throw Problem.of(413, "payload-too-large").exception();
        }
    }
}
