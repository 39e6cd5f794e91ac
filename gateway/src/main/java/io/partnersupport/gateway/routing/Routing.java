package io.partnersupport.gateway.routing;

import io.partnersupport.gateway.AzureSurface;
import io.partnersupport.gateway.access.BearerTokens;
import io.partnersupport.gateway.limiting.RateLimits;
import io.partnersupport.gateway.problems.Refusal;
import io.partnersupport.gateway.problems.Refused;
import io.partnersupport.gateway.routing.RouteTable.Route;
import io.partnersupport.gateway.session.BrowserSessions;
import io.partnersupport.gateway.trace.Exchange;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the owner of a path, has the token checked (that of a browser session is taken from there), and forwards. */
@ApplicationScoped
class Routing {
    private static final List<HttpMethod> METHODS = List.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);
    private static final String ALLOW = METHODS.stream().map(HttpMethod::name).collect(Collectors.joining(", "));

    private final RouteTable table;
    private final BrowserSessions sessions;
    private final BearerTokens tokens;
    private final RateLimits rates;
    private final Forwarder forwarder;

    Routing(Upstreams upstreams, BrowserSessions sessions, BearerTokens tokens, RateLimits rates, Forwarder forwarder) {
        this.table = new RouteTable(upstreams.services().entrySet().stream()
                .flatMap(service ->
                        service.getValue().prefixes().stream().map(prefix -> new Route(prefix, service.getKey())))
                .toList());
        this.sessions = sessions;
        this.tokens = tokens;
        this.rates = rates;
        this.forwarder = forwarder;
    }

    void register(@Observes Router router) {
        forward(router.route("/v1/*"));
        AzureSurface.ROOTS.forEach(root -> forward(router.route(root + "/*")));
    }

    private void forward(io.vertx.ext.web.Route paths) {
        paths.handler(this::findRoute)
                .handler(sessions::attachToken)
                .handler(tokens::verify)
                .handler(rates::countCaller)
                .handler(request -> forwarder.forward(request, request.get(Route.class.getName())));
    }

    private void findRoute(RoutingContext request) {
        Optional<Route> route = table.find(request.request().path());
        if (route.isEmpty()) {
            request.fail(new Refused(Refusal.NOT_FOUND));
            return;
        }
        Exchange.of(request).name(route.get().prefix());
        if (!METHODS.contains(request.request().method())) {
            request.fail(new Refused(Refusal.METHOD_NOT_ALLOWED, Map.of("Allow", ALLOW)));
            return;
        }
        request.put(Route.class.getName(), route.get());
        request.next();
    }
}
