package io.partnersupport.kit.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a resource as {@code ETag} and {@code If-Match} carry it (RFC 9110, 8.8.3 and 13.1.1). */
public final class EntityVersion {
    private static final Pattern STRONG_TAG = Pattern.compile("\"([0-9]{1,18})\"");

    private EntityVersion() {}

    /** The tag of an aggregate's sequence. */
    public static String etag(long sequence) {
        return "\"" + sequence + "\"";
    }

    /**
     * The sequence that an update is meant for.
     *
     * @param ifMatch the header's value, or null if the request has none
     * @throws ProblemException 428 without the header, 400 if it is not exactly one of our tags
     */
    public static long expected(String ifMatch) {
        if (ifMatch == null) {
            throw Problem.of(428, "precondition-required")
                    .error("If-Match", "missing")
                    .exception();
        }
        Matcher tag = STRONG_TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw Problem.of(400, "malformed-request")
                    .error("If-Match", "not-the-etag")
                    .exception();
        }
        return Long.parseLong(tag.group(1));
    }

    /** The resource is not the one that the client has read. */
    public static ProblemException changedMeanwhile() {
        return Problem.of(412, "precondition-failed").exception();
    }
}
