package io.partnersupport.gateway.access;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Tells browsers which pages of other addresses may call the API (CORS). Who is not listed hears nothing of it. */
@ApplicationScoped
class CrossOrigin {
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";

    private final Set<String> origins;
    private final String requestHeaders;
    private final String answerHeaders;
    private final String remembered;

    CrossOrigin(CorsSettings settings) {
        this.origins = Set.copyOf(settings.origins().orElse(List.of()));
        this.requestHeaders = String.join(", ", settings.requestHeaders());
        this.answerHeaders = String.join(", ", settings.answerHeaders());
        this.remembered = Long.toString(settings.remembered().toSeconds());
        for (String origin : origins) {
            URI uri = URI.create(origin);
            if (uri.getHost() == null || !origin.equals(uri.getScheme() + "://" + uri.getRawAuthority())) {
                throw new IllegalStateException("gateway.cors.origins has addresses without a path, not " + origin);
            }
        }
    }

    /** Adds what the browser must know; answers the question that it asks before it calls, and says whether it did. */
    boolean answers(RoutingContext request) {
        if (origins.isEmpty()) {
            return false;
        }
        MultiMap answer = request.response().headers();
        answer.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.request().getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            return false;
        }
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
                .set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, answerHeaders);
        boolean isQuestion = HttpMethod.OPTIONS.equals(request.request().method())
                && request.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (isQuestion) {
            answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                    .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, requestHeaders)
                    .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, remembered);
            request.response().setStatusCode(204).end();
        }
        return isQuestion;
    }
}
