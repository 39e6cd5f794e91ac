package io.partnersupport.gateway.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** A sealed value in the browser, in as many cookies as its length needs: browsers keep at most 4 KB in one. */
final class SealedCookie {
    static final int PART_LENGTH = 3_800;

    private final Seal seal;
    private final String name;
    private final CookieSameSite sameSite;

    SealedCookie(Seal seal, String name, CookieSameSite sameSite) {
        this.seal = seal;
        this.name = name;
        this.sameSite = sameSite;
    }

    boolean isIn(HttpServerRequest request, Origin origin) {
        return request.getCookie(partName(origin, 0)) != null;
    }

    Optional<String> read(HttpServerRequest request, Origin origin) {
        StringBuilder sealed = new StringBuilder();
        int part = 0;
        for (Cookie cookie = request.getCookie(partName(origin, part));
                cookie != null;
                cookie = request.getCookie(partName(origin, ++part))) {
            sealed.append(cookie.getValue());
        }
        return seal.open(name, sealed.toString());
    }

    void write(RoutingContext request, Origin origin, String text, Duration life) {
        String sealed = seal.seal(name, text);
        int part = 0;
        for (int start = 0; start < sealed.length(); start += PART_LENGTH) {
            String value = sealed.substring(start, Math.min(sealed.length(), start + PART_LENGTH));
            set(request, origin, part++, value, life.toSeconds());
        }
        removeFrom(request, origin, part);
    }

    void remove(RoutingContext request, Origin origin) {
        removeFrom(request, origin, 0);
    }

    private void removeFrom(RoutingContext request, Origin origin, int first) {
        for (int part = first; request.request().getCookie(partName(origin, part)) != null; part++) {
            set(request, origin, part, "", 0);
        }
    }

    private void set(RoutingContext request, Origin origin, int part, String value, long seconds) {
        request.response()
                .addCookie(Cookie.cookie(partName(origin, part), value)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSecure(origin.isSecure())
                        .setSameSite(sameSite)
                        .setMaxAge(seconds));
    }

    private String partName(Origin origin, int part) {
        return origin.cookieName(name) + (part == 0 ? "" : "." + part);
    }
}
