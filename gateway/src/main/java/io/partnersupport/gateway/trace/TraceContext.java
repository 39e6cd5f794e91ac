package io.partnersupport.gateway.trace;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The W3C trace context of a request: the caller's, or begun here when there is none that is well-formed. */
public record TraceContext(String traceparent, boolean isContinued) {
    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    static TraceContext continuedOrBegun(List<String> received) {
        if (received.size() == 1 && FORM.matcher(received.get(0)).matches()) {
            return new TraceContext(received.get(0), true);
        }
        byte[] ids = new byte[24];
        do {
            ThreadLocalRandom.current().nextBytes(ids);
        } while (ids[0] == 0 || ids[16] == 0); // neither id may be all zeros
        String hex = HexFormat.of().formatHex(ids);
        return new TraceContext("00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01", false);
    }

    String traceId() {
        return traceparent.substring(3, 35);
    }
}
