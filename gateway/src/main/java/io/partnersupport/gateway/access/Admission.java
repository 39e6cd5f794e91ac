package io.partnersupport.gateway.access;

import io.partnersupport.gateway.limiting.RateLimits;
import io.partnersupport.gateway.problems.Refusal;
import io.partnersupport.gateway.problems.Refused;
import io.partnersupport.gateway.trace.Exchange;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses requests that are too many or whose form is wrong, before anything reads them. */
@ApplicationScoped
class Admission {
    private final Limits limits;
    private final RateLimits rates;
    private final CrossOrigin crossOrigin;
    private final AccessLog log;
    private volatile boolean isLeaving;

    Admission(Limits limits, RateLimits rates, CrossOrigin crossOrigin, AccessLog log) {
        this.limits = limits;
        this.rates = rates;
        this.crossOrigin = crossOrigin;
        this.log = log;
    }

    /** From now on answers are the last on their connection, so that clients and balancers turn to other instances. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        isLeaving = true;
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, Integer.MAX_VALUE);
    }

    private void admit(RoutingContext request) {
        Exchange exchange = Exchange.of(request);
        request.addEndHandler(over -> log.add(exchange));
        if (isLeaving && request.request().version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        SecurityHeaders.addTo(request.request());
        Optional<Refused> refused = rates.countAddress(request)
                .or(() -> refusalOf(request.request()).map(Refused::new));
        if (refused.isPresent()) {
            request.fail(refused.get());
        } else if (!crossOrigin.answers(request)) {
            request.next();
        }
    }

    private Optional<Refusal> refusalOf(HttpServerRequest request) {
        if (request.uri().length() > limits.address().asLongValue()) {
            return Optional.of(Refusal.ADDRESS_TOO_LONG);
        }
        if (sizeOf(request.headers()) > limits.headers().asLongValue()) {
            return Optional.of(Refusal.HEADERS_TOO_LARGE);
        }
        if (!RequestTarget.isPlain(request.uri()) || !hasPlainFraming(request.headers())) {
            return Optional.of(Refusal.MALFORMED_REQUEST);
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > limits.body().asLongValue()) {
            return Optional.of(Refusal.PAYLOAD_TOO_LARGE);
        }
        return Optional.empty();
    }

    private static long sizeOf(MultiMap headers) {
        long size = 0;
        for (Map.Entry<String, String> header : headers) {
            size += header.getKey().length() + header.getValue().length() + 4L;
        }
        return size;
    }

    // Two readers that disagree where a body ends can be played against each other.
    private static boolean hasPlainFraming(MultiMap headers) {
        List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        List<String> lengths = headers.getAll(HttpHeaders.CONTENT_LENGTH);
        return (codings.isEmpty() || codings.equals(List.of("chunked")) && lengths.isEmpty())
                && (lengths.isEmpty() || lengths.size() == 1 && lengths.get(0).matches("[0-9]{1,18}"));
    }
}
