package io.partnersupport.linking.domain.pair;

import java.util.regex.Pattern;

/** What a person typed or pasted. */
final class Typed {
    /** Hyphens and spaces of any kind: mail programs and text processors replace the plain ones. */
    private static final Pattern SEPARATORS = Pattern.compile("[\\p{Pd}\\p{Z}\\s]");

    private Typed() {}

    static String withoutSeparators(String text) {
        return SEPARATORS.matcher(text).replaceAll("");
    }
}
