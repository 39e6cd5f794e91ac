package io.partnersupport.gateway.access;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** What every answer tells a browser not to do. A page that needs more says so itself. */
final class SecurityHeaders {
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence FRAME_OPTIONS = HttpHeaders.createOptimized("X-Frame-Options");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence PERMISSIONS_POLICY = HttpHeaders.createOptimized("Permissions-Policy");
    private static final CharSequence CONTENT_POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence TRANSPORT_SECURITY = HttpHeaders.createOptimized("Strict-Transport-Security");
    private static final CharSequence NOTHING = HttpHeaders.createOptimized(
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    private static final CharSequence NO_DEVICES = HttpHeaders.createOptimized(
            "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()");
    private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence DENY = HttpHeaders.createOptimized("DENY");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private SecurityHeaders() {}

    static void addTo(HttpServerRequest request) {
        MultiMap headers = request.response().headers();
        headers.set(CONTENT_TYPE_OPTIONS, NO_SNIFF)
                .set(FRAME_OPTIONS, DENY)
                .set(REFERRER_POLICY, NO_REFERRER)
                .set(PERMISSIONS_POLICY, NO_DEVICES)
                .set(CONTENT_POLICY, NOTHING);
        if (request.isSSL()) {
            headers.set(TRANSPORT_SECURITY, A_YEAR);
        }
        if (isOfTheApi(request.path())) {
            headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        }
    }

    // everything that the gateway passes on belongs to somebody; its own pages are the same for all
    private static boolean isOfTheApi(String path) {
        return path != null
                && !path.startsWith("/docs")
                && !path.startsWith("/problems")
                && !path.startsWith("/openapi")
                && !path.startsWith("/asyncapi");
    }
}
