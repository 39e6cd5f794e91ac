package io.partnersupport.gateway.problems;

import java.util.Map;

/** Ends a request with a refusal: {@code request.fail(new Refused(…))}. */
public final class Refused extends RuntimeException {
    private final Refusal refusal;
    private final transient Map<String, String> headers;

    public Refused(Refusal refusal) {
        this(refusal, Map.of());
    }

    /** A refusal that says more in headers, such as {@code Retry-After}. */
    public Refused(Refusal refusal, Map<String, String> headers) {
        super(refusal.code(), null, false, false); // an answer, not a fault: no stack trace
        this.refusal = refusal;
        this.headers = Map.copyOf(headers);
    }

    public Refusal refusal() {
        return refusal;
    }

    Map<String, String> headers() {
        return headers;
    }
}
