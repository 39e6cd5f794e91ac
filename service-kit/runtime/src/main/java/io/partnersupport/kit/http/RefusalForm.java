package io.partnersupport.kit.http;

import java.util.Map;

/** Another form than a problem document for the refusals at some addresses, such as those of somebody else's API. */
public interface RefusalForm {
    /** Whether refusals at this address have this form. */
    boolean isOf(String path);

    Refused of(Problem problem);

    /** A refusal in its form; the status is the problem's. */
    record Refused(String mediaType, Object body, Map<String, String> headers) {}
}
