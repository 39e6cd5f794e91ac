package io.partnersupport.incident.domain.attachment;

import java.io.IOException;
import java.io.InputStream;

/**
 * Looks for malware in a file before it is kept. A deployment provides its own bean of this type; without one nothing
 * is looked for, and files are given out only as downloads that browsers do not open.
 */
public interface VirusScan {
    boolean isClean(InputStream content) throws IOException;
}
