package io.partnersupport.gateway.trace;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One request and its answer: its names, the time it takes, and the line it leaves in the access log. */
public final class Exchange {
    private static final String METRICS_NAME = "UrlPathTemplate"; // where the HTTP metrics look for the name of a path
    private static final Set<HttpMethod> METHODS = Set.copyOf(HttpMethod.values()); // clients may invent others

    private final RoutingContext request;
    private final TraceContext trace;
    private final String requestId;
    private final long startedAtNanos = System.nanoTime();
    private String route;
    private String upstream = "-";
    private String account = "-";

    private Exchange(RoutingContext request) {
        this.request = request;
        this.trace = TraceContext.continuedOrBegun(request.request().headers().getAll("traceparent"));
        this.requestId = RequestId.givenOrMade(request.request().headers().getAll(RequestId.HEADER));
        request.response().putHeader(RequestId.HEADER, requestId);
        name("/-");
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

    /** Names the service that is asked. */
    public void nameUpstream(String name) {
        upstream = name;
    }

    /** Tells the account apart from others in the log; not who it is. */
    public void nameAccount(String tag) {
        account = tag;
    }

    public TraceContext trace() {
        return trace;
    }

    public String traceId() {
        return trace.traceId();
    }

    public String requestId() {
        return requestId;
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

    /** What the access log says of it once it has ended. */
    public String line() {
        // joined by hand: this is done for every request, and formatting costs more than all the rest of it
        HttpServerRequest received = request.request();
        HttpMethod method = received.method();
        StringBuilder line = new StringBuilder(200)
                .append("method=")
                .append(METHODS.contains(method) ? method : "OTHER")
                .append(" route=")
                .append(route)
                .append(" status=");
        if (request.response().ended()) {
            line.append(request.response().getStatusCode());
        } else {
            line.append("aborted");
        }
        return line.append(" in=")
                .append(received.bytesRead())
                .append(" out=")
                .append(request.response().bytesWritten())
                .append(" ms=")
                .append(elapsedMilliseconds())
                .append(" upstream=")
                .append(upstream)
                .append(" account=")
                .append(account)
                .append(" request=")
                .append(requestId)
                .append(" trace=")
                .append(traceId())
                .toString();
    }
}
