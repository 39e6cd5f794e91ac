package io.partnersupport.gateway.routing;

import io.partnersupport.gateway.access.Limits;
import io.partnersupport.gateway.routing.RouteTable.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** Owns the connections to the services. Each service has a pool of its own, so that one that hangs holds up no other. */
@ApplicationScoped
class Forwarder {
    private final Upstreams upstreams;
    private final long bodyLimit;
    private final HttpClient client;

    Forwarder(Upstreams upstreams, Limits limits, Vertx vertx) {
        this.upstreams = upstreams;
        this.bodyLimit = limits.body().asLongValue();
        int connectTimeout = (int) upstreams.connectTimeout().toMillis();
        int idleTimeout = (int) upstreams.idleTimeout().toMillis();
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(connectTimeout)
                        .setIdleTimeout(idleTimeout)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setTcpNoDelay(true)
                        .setMaxWaitQueueSize(upstreams.waiting()),
                new PoolOptions().setHttp1MaxSize(upstreams.connections()));
    }

    void forward(RoutingContext request, Route route) {
        new Forwarding(request, route, this).begin();
    }

    Future<HttpClientRequest> connect(Route route) {
        return client.request(new RequestOptions()
                .setHost(route.upstream().getHost())
                .setPort(route.port())
                .setSsl(route.isTls())
                .setConnectTimeout(upstreams.connectTimeout().toMillis()));
    }

    HttpClient client() {
        return client;
    }

    Upstreams patience() {
        return upstreams;
    }

    long bodyLimit() {
        return bodyLimit;
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
