package io.partnersupport.gateway.trace;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The name of one request in the logs of both sides: the caller's, or made here when there is none that is well-formed. */
final class RequestId {
    static final String HEADER = "X-Request-Id";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private RequestId() {}

    static String givenOrMade(List<String> received) {
        if (received.size() == 1 && FORM.matcher(received.get(0)).matches()) {
            return received.get(0);
        }
        HexFormat hex = HexFormat.of();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
