package io.partnersupport.incident.api.azure;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/** The headers that Azure's clients find in every answer: how to find the request again. */
@ApplicationScoped
class AzureHeaders {
    private static final String CLIENT_REQUEST_ID = "x-ms-client-request-id";
    private static final String CORRELATION_ID = "x-ms-correlation-request-id";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern TRACE = Pattern.compile("00-(.{8})(.{4})(.{4})(.{4})(.{12})-.*");

    void register(@Observes Filters filters) {
        filters.register(AzureHeaders::announce, Integer.MAX_VALUE);
    }

    private static void announce(RoutingContext request) {
        if (AzureSurface.isOf(request.request().path())) {
            request.addHeadersEndHandler(over -> add(request));
        }
        request.next();
    }

    /** The trace id, written as Azure writes ids. */
    private static void add(RoutingContext request) {
        String traceparent = request.get("traceparent");
        String id = traceparent == null ? null : TRACE.matcher(traceparent).replaceAll("$1-$2-$3-$4-$5");
        if (id != null) {
            request.response().putHeader("x-ms-request-id", id);
        }
        String correlation = given(request, CORRELATION_ID);
        if (correlation != null || id != null) {
            request.response().putHeader(CORRELATION_ID, correlation == null ? id : correlation);
        }
        String client = given(request, CLIENT_REQUEST_ID);
        if (client != null) {
            request.response().putHeader(CLIENT_REQUEST_ID, client);
        }
        request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static String given(RoutingContext request, String header) {
        String value = request.request().getHeader(header);
        return value != null && ID.matcher(value).matches() ? value : null;
    }
}
