package io.partnersupport.gateway.routing;

import io.partnersupport.gateway.access.Limits;
import io.partnersupport.gateway.routing.RouteTable.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Owns the connections to the services. Each service has its own, so that one that hangs holds up no other. */
@ApplicationScoped
class Forwarder {
    /**
     * What the operating system takes of an answer, in bytes: all of it is in the heap by the time that a service feels that
     * the client does not read. Services are near, so that they are not held up by so little.
     */
    private static final int RECEIVED = 32 * 1024;

    private final Upstreams settings;
    private final Limits limits;
    private final Room room;
    private final HttpClient client;
    private final Map<String, Upstream> upstreams = new HashMap<>();

    Forwarder(Upstreams settings, Limits limits, Vertx vertx) {
        this.settings = settings;
        this.limits = limits;
        this.room = new Room(limits.gathered().asLongValue());
        settings.services().forEach((name, service) -> upstreams.put(name, new Upstream(name, service, settings)));
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setIdleTimeout((int) settings.idleTimeout().toMillis())
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setTcpNoDelay(true)
                        .setReceiveBufferSize(RECEIVED)
                        .setMaxWaitQueueSize(settings.waiting()),
                new PoolOptions().setHttp1MaxSize(settings.connections()));
    }

    void forward(RoutingContext request, Route route) {
        new Forwarding(request, upstreams.get(route.service()), this).begin();
    }

    Future<HttpClientRequest> connect(Instance instance, HttpServerRequest received) {
        return client.request(new RequestOptions()
                .setMethod(received.method())
                .setHost(instance.host())
                .setPort(instance.port())
                .setSsl(instance.isTls())
                .setURI(received.uri())
                .setConnectTimeout(settings.connectTimeout().toMillis()));
    }

    Upstreams settings() {
        return settings;
    }

    Limits limits() {
        return limits;
    }

    Room room() {
        return room;
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
