package io.partnersupport.gateway.routing;

import io.partnersupport.gateway.trace.Exchange;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which headers pass the gateway, in either direction. */
final class PassedHeaders {
    // A list of what may pass, because what a service could mistake for a statement of the gateway (X-Forwarded-*,
    // tenants, users) has no end. Cookies are the gateway's own affair.
    private static final Set<String> ON = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "authorization",
            "cache-control",
            "content-encoding",
            "content-language",
            "content-type",
            "idempotency-key",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "ms-requestid",
            "prefer",
            "range",
            "user-agent");
    private static final Set<String> NOT_BACK = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-connection",
            "server",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "x-powered-by");

    private PassedHeaders() {}

    static void on(MultiMap received, Exchange exchange, MultiMap sent) {
        List<String> unwanted = namedByConnection(received);
        for (Map.Entry<String, String> header : received) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            boolean isOfTheTrace = name.equals("tracestate") && exchange.trace().isContinued();
            if ((ON.contains(name) || isOfTheTrace) && !unwanted.contains(name)) {
                sent.add(name, header.getValue());
            }
        }
        sent.set("traceparent", exchange.trace().traceparent()).set("x-request-id", exchange.requestId());
    }

    /** What the gateway has set already stands, and it alone says which pages may read the answer. */
    static void back(MultiMap received, String upstream, HttpServerResponse answer) {
        List<String> unwanted = namedByConnection(received);
        List<Map.Entry<String, String>> passed = new ArrayList<>();
        for (Map.Entry<String, String> header : received) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("vary")) {
                passed.add(header);
            } else if (!NOT_BACK.contains(name)
                    && !name.startsWith("access-control-")
                    && !unwanted.contains(name)
                    && !answer.headers().contains(name)) {
                passed.add(isAddress(name) ? Map.entry(header.getKey(), hidden(upstream, header.getValue())) : header);
            }
        }
        for (Map.Entry<String, String> header : passed) {
            answer.headers().add(header.getKey(), header.getValue());
        }
    }

    private static boolean isAddress(String name) {
        return name.equals("location") || name.equals("content-location");
    }

    // A service may answer with its own address, which means nothing outside.
    private static String hidden(String upstream, String address) {
        return address.startsWith(upstream + "/") ? address.substring(upstream.length()) : address;
    }

    private static List<String> namedByConnection(MultiMap headers) {
        List<String> values = headers.getAll(HttpHeaders.CONNECTION);
        if (values.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (String value : values) {
            for (String name : value.split(",")) {
                names.add(name.trim().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
