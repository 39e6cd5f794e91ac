package io.partnersupport.gateway.routing;

import io.partnersupport.gateway.AzureSurface;
import io.partnersupport.gateway.problems.Refusal;
import io.partnersupport.gateway.problems.Refused;
import io.partnersupport.gateway.routing.RouteTable.Route;
import io.partnersupport.gateway.trace.Exchange;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** One request on its way to the service that owns it, and the answer on its way back; bodies are streamed. */
final class Forwarding implements ProxyInterceptor {
    private static final Logger LOG = Logger.getLogger(Forwarding.class);

    // A list of what may pass, because what a service could mistake for a statement of the gateway (X-Forwarded-*,
    // tenants, users) has no end. Cookies are the gateway's own affair.
    private static final Set<String> PASSED_ON = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "authorization",
            "cache-control",
            "content-encoding",
            "content-language",
            "content-type",
            "idempotency-key",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "ms-requestid",
            "prefer",
            "range",
            "user-agent");
    private static final List<String> NOT_PASSED_BACK = List.of(
            "connection", "keep-alive", "proxy-authenticate", "proxy-connection", "te", "trailer", "upgrade", "server");

    private final RoutingContext request;
    private final Exchange exchange;
    private final Route route;
    private final Forwarder forwarder;
    private final MeteredBody body;
    private HttpClientRequest upstream;
    private boolean isAnswered;

    Forwarding(RoutingContext request, Route route, Forwarder forwarder) {
        this.request = request;
        this.exchange = Exchange.of(request);
        this.route = route;
        this.forwarder = forwarder;
        this.body = new MeteredBody(request.request(), this::onBodyProgress);
    }

    void begin() {
        HttpServerRequest received = request.request();
        if ("100-continue".equalsIgnoreCase(received.getHeader(HttpHeaders.EXPECT))) {
            received.response().writeContinue();
        }
        HttpProxy.reverseProxy(forwarder.client())
                .origin(proxied -> forwarder.connect(route).onSuccess(this::onConnected))
                .addInterceptor(this)
                .handle(new BreakableRequest(received, exchange));
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest proxied = context.request();
        keepPassedOn(proxied.headers());
        AzureSurface.announce(request.request(), proxied.headers());
        proxied.putHeader("traceparent", exchange.trace().traceparent());
        proxied.setBody(Body.body(body, proxied.getBody().length()));
        Promise<ProxyResponse> answer = Promise.promise();
        context.sendRequest()
                .onComplete(
                        response -> {
                            isAnswered = true;
                            answer.complete(response);
                        },
                        // the problem document takes another way, so the proxy gets no answer to send
                        failure -> request.fail(refusalOf(failure)));
        return answer.future();
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        ProxyResponse response = context.response();
        MultiMap headers = response.headers();
        headers.getAll(HttpHeaders.CONNECTION).stream()
                .flatMap(names -> List.of(names.split("\\s*,\\s*")).stream())
                .filter(name -> !name.isBlank())
                .forEach(headers::remove);
        NOT_PASSED_BACK.forEach(headers::remove);
        // what the gateway has set already stands
        request.response().headers().names().forEach(headers::remove);
        hideUpstream(headers);
        return context.sendResponse();
    }

    private void keepPassedOn(MultiMap headers) {
        boolean isTraced = exchange.trace().isContinued();
        for (String name : List.copyOf(headers.names())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!PASSED_ON.contains(lower) && !(isTraced && lower.equals("tracestate"))) {
                headers.remove(name);
            }
        }
    }

    // A service may answer with its own address, which means nothing outside.
    private void hideUpstream(MultiMap headers) {
        String address = route.upstream() + "/";
        for (CharSequence name : List.of(HttpHeaders.LOCATION, "content-location")) {
            String location = headers.get(name);
            if (location != null && location.startsWith(address)) {
                headers.set(name, location.substring(address.length() - 1));
            }
        }
    }

    private void onConnected(HttpClientRequest connected) {
        upstream = connected;
        upstream.exceptionHandler(failure -> {}); // what goes wrong fails the answer, too
        upstream.idleTimeout(Math.max(1, answerTimeout().toMillis() - exchange.elapsedMilliseconds()));
    }

    private void onBodyProgress(long received) {
        if (received > forwarder.bodyLimit()) {
            upstream.reset();
        } else if (!isAnswered) {
            upstream.idleTimeout(answerTimeout().toMillis());
        }
    }

    private Duration answerTimeout() {
        return forwarder.patience().answerTimeout();
    }

    private Refused refusalOf(Throwable failure) {
        if (body.received() > forwarder.bodyLimit()) {
            return new Refused(Refusal.PAYLOAD_TOO_LARGE);
        }
        if (request.response().closed() || upstream != null && body.isWaitingForClient()) {
            return new Refused(Refusal.REQUEST_TIMEOUT);
        }
        LOG.warnf(
                "%s gave no answer: %s, trace id %s",
                route.prefix(), failure.getClass().getSimpleName(), exchange.traceId());
        return new Refused(
                Refusal.SERVICE_UNAVAILABLE,
                Map.of(
                        "Retry-After",
                        Long.toString(forwarder.patience().retryAfter().toSeconds())));
    }
}
