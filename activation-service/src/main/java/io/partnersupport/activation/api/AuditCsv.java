package io.partnersupport.activation.api;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Audit entries as lines of CSV (RFC 4180). */
final class AuditCsv {
    static final String HEADER = "id,at,partnerId,actor,role,action,subject,from,to,reason\r\n";

    /** A spreadsheet takes a text that begins so for a formula, and runs it. */
    private static final String FORMULA = "=+-@\t\r";

    private AuditCsv() {}

    static String line(AuditEntryResponse entry) {
        return Stream.of(
                                entry.id(),
                                entry.at(),
                                entry.partnerId(),
                                entry.actor(),
                                entry.role(),
                                entry.action(),
                                entry.subject(),
                                entry.from(),
                                entry.to(),
                                entry.reason())
                        .map(value -> cell(Objects.toString(value, "")))
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String cell(String text) {
        String harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = Arrays.stream(new String[] {",", "\"", "\r", "\n"}).noneMatch(harmless::contains);
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
