package io.partnersupport.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** The addresses of the Azure Support API, whose clients know refusals in Azure's form only. */
public final class AzureSurface {
    /** Below which they are. */
    public static final List<String> ROOTS = List.of("/providers", "/subscriptions");

    private static final List<String> IDS = List.of("x-ms-client-request-id", "x-ms-correlation-request-id");

    private AzureSurface() {}

    public static boolean isOf(String path) {
        return path != null && ROOTS.stream().anyMatch(root -> path.startsWith(root + "/"));
    }

    /**
     * Tells the service, as Azure's own front does, what the client calls its request, and where it sent it: addresses
     * in answers begin there.
     */
    public static void announce(HttpServerRequest received, MultiMap sent) {
        if (!isOf(received.path())) {
            return;
        }
        IDS.stream().filter(received.headers()::contains).forEach(name -> sent.set(name, received.getHeader(name)));
        sent.set("referer", received.scheme() + "://" + received.authority() + received.path());
    }
}
