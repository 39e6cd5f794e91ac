package io.partnersupport.gateway.session;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An address that browsers know the gateway by. It is found by the Host header among those that are configured, so
 * nobody can make up one, and the gateway may stand behind something that ends TLS.
 */
record Origin(URI uri) {
    private static final String SAFE_ONLY =
            "__Host-"; // browsers take such a cookie over TLS only, and for no other host

    static Optional<Origin> of(HttpServerRequest request, List<String> known) {
        String host = String.valueOf(request.authority());
        return known.stream()
                .map(origin -> new Origin(URI.create(origin)))
                .filter(origin -> origin.uri.getAuthority().equalsIgnoreCase(host))
                .findFirst();
    }

    boolean isSecure() {
        return "https".equals(uri.getScheme());
    }

    String cookieName(String name) {
        return isSecure() ? SAFE_ONLY + name : name;
    }

    String callback() {
        return uri + BrowserSignIn.CALLBACK;
    }

    /** Whether the browser says, as far as it says anything, that a page of this very address sent the request. */
    boolean isOriginOf(HttpServerRequest request) {
        List<String> origins = request.headers().getAll("Origin");
        List<String> sites = request.headers().getAll("Sec-Fetch-Site");
        return origins.stream().allMatch(uri.toString()::equalsIgnoreCase)
                && sites.stream().allMatch("same-origin"::equals);
    }
}
