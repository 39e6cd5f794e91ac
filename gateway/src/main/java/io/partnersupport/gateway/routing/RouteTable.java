package io.partnersupport.gateway.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which service answers a path: the one with the longest prefix that matches whole segments. */
final class RouteTable {
    private final Map<String, Route> routes = new HashMap<>();

    RouteTable(Iterable<Route> routes) {
        for (Route route : routes) {
            if (this.routes.put(route.prefix(), route) != null) {
                throw new IllegalStateException("Two services claim " + route.prefix());
            }
        }
    }

    Optional<Route> find(String path) {
        String prefix = path;
        while (!prefix.isEmpty()) {
            Route route = routes.get(prefix);
            if (route != null) {
                return Optional.of(route);
            }
            prefix = prefix.substring(0, prefix.lastIndexOf('/'));
        }
        return Optional.empty();
    }

    record Route(String prefix, String service) {
        Route {
            if (!prefix.matches("(/[A-Za-z0-9._-]+)+")) {
                throw new IllegalStateException("A route has a path without an end slash, not: " + prefix);
            }
        }
    }
}
