package io.partnersupport.kit.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** The W3C trace context of a request: taken from the caller or begun here, in logs, problems and events. */
@ApplicationScoped
public class Trace {
    static final int PRIORITY = 1000;
    private static final String HEADER = "traceparent";
    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final SecureRandom RANDOM = new SecureRandom();

    void register(@Observes Filters filters) {
        filters.register(Trace::begin, PRIORITY);
    }

    private static void begin(RoutingContext request) {
        String received = request.request().getHeader(HEADER);
        String traceparent = received != null && FORM.matcher(received).matches() ? received : newTraceparent();
        request.put(HEADER, traceparent);
        Vertx.currentContext().putLocal(HEADER, traceparent);
        MDC.put("traceId", traceIdOf(traceparent));
        request.next();
    }

    /** The {@code traceparent} of the running request, or null outside of one. */
    public static String current() {
        Context context = Vertx.currentContext();
        return context == null ? null : context.getLocal(HEADER);
    }

    /** The trace id of the running request, for a problem document. */
    static String currentId() {
        String traceparent = current();
        return traceparent == null ? null : traceIdOf(traceparent);
    }

    static String idOf(RoutingContext request) {
        String traceparent = request.get(HEADER);
        return traceparent == null ? null : traceIdOf(traceparent);
    }

    private static String traceIdOf(String traceparent) {
        return traceparent.substring(3, 35);
    }

    private static String newTraceparent() {
        byte[] ids = new byte[24];
        RANDOM.nextBytes(ids);
        String hex = HexFormat.of().formatHex(ids);
        return "00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01";
    }
}
