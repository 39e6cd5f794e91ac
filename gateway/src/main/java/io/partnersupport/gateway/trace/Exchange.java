package io.partnersupport.gateway.trace;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** One request and its answer: its trace, the time it takes, and the line it leaves in the access log. */
public final class Exchange {
    private static final Logger ACCESS_LOG = Logger.getLogger("access");
    private static final String METRICS_NAME = "UrlPathTemplate"; // where the HTTP metrics look for the name of a path

    private final RoutingContext request;
    private final TraceContext trace;
    private final long startedAtNanos = System.nanoTime();
    private String route;

    private Exchange(RoutingContext request) {
        this.request = request;
        this.trace = TraceContext.continuedOrBegun(request.request().headers().getAll("traceparent"));
        name("/-");
        request.addEndHandler(over -> log());
    }

    /** The exchange of this request; the first who asks begins it. */
    public static Exchange of(RoutingContext request) {
        Exchange exchange = request.get(Exchange.class.getName());
        if (exchange == null) {
            exchange = new Exchange(request);
            request.put(Exchange.class.getName(), exchange);
        }
        return exchange;
    }

    /** Names what is asked for in logs and metrics: a route, never the path, which anybody can make up. */
    public void name(String name) {
        route = name;
        ((HttpServerRequestInternal) request.request()).context().putLocal(METRICS_NAME, name);
    }

    public TraceContext trace() {
        return trace;
    }

    public String traceId() {
        return trace.traceId();
    }

    public long elapsedMilliseconds() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAtNanos);
    }

    /** Ends the exchange so that the client notices that its answer is not complete. */
    public void breakOff() {
        if (request.request().version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            // not response().reset(), after which the end handlers of an HTTP/1 response are never called
            request.request().connection().close();
        }
    }

    private void log() {
        HttpMethod method = request.request().method();
        ACCESS_LOG.infof(
                "%s %s %s %d ms trace=%s",
                HttpMethod.values().contains(method) ? method : "OTHER",
                route,
                request.response().ended() ? request.response().getStatusCode() : "aborted",
                elapsedMilliseconds(),
                traceId());
    }
}
