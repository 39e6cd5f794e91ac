package io.partnersupport.gateway.routing;

import java.net.URI;
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

    record Route(String prefix, URI upstream) {
        Route {
            if (!prefix.matches("(/[A-Za-z0-9._-]+)+")
                    || !"".equals(upstream.getPath())
                    || upstream.getHost() == null) {
                throw new IllegalStateException(
                        "A route is a prefix and the address of a service, not: " + prefix + " " + upstream);
            }
        }

        int port() {
            int port = upstream.getPort();
            return port > 0 ? port : isTls() ? 443 : 80;
        }

        boolean isTls() {
            return "https".equals(upstream.getScheme());
        }
    }
}
