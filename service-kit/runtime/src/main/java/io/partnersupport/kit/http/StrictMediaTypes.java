package io.partnersupport.kit.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A body that does not say what it is could be read as anything: it is refused like one of a wrong type. */
@Singleton
class StrictMediaTypes {
    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        boolean hasBody = request.getLength() > 0 || request.getHeaderString("Transfer-Encoding") != null;
        if (hasBody && request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null) {
            throw Problem.of(415, "unsupported-media-type").exception();
        }
    }
}
