package io.partnersupport.gateway.problems;

import java.util.List;
import java.util.Map;

/** Ends a request with a refusal: {@code request.fail(new Refused(…))}. */
public final class Refused extends RuntimeException {
    private final Refusal refusal;
    private final transient Map<String, String> headers;
    private final transient List<String> reasons;

    public Refused(Refusal refusal) {
        this(refusal, Map.of());
    }

    /** A refusal that says more in headers, such as {@code Retry-After}. */
    public Refused(Refusal refusal, Map<String, String> headers) {
        this(refusal, headers, List.of());
    }

    /** A refusal that names its particular reasons, which have pages of their own. */
    public Refused(Refusal refusal, Map<String, String> headers, List<String> reasons) {
        super(refusal.code(), null, false, false); // an answer, not a fault: no stack trace
        this.refusal = refusal;
        this.headers = Map.copyOf(headers);
        this.reasons = List.copyOf(reasons);
    }

    public Refusal refusal() {
        return refusal;
    }

    Map<String, String> headers() {
        return headers;
    }

    List<String> reasons() {
        return reasons;
    }
}
