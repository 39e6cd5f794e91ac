package io.partnersupport.incident.api;

import static java.util.stream.Collectors.joining;

import java.util.Objects;
import java.util.stream.Stream;

/** Lines of comma-separated values (RFC 4180) in which no cell is a formula to a spreadsheet. */
final class Csv {
    static final String MEDIA_TYPE = "text/csv";

    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

    private Csv() {}

    static String line(Object... values) {
        return Stream.of(values).map(Csv::cell).collect(joining(",", "", "\r\n"));
    }

    private static String cell(Object value) {
        String text = Objects.toString(value, "");
        boolean neutral = text.isEmpty() || BEGINS_A_FORMULA.indexOf(text.charAt(0)) < 0;
        return '"' + (neutral ? "" : "'") + text.replace("\"", "\"\"") + '"';
    }
}
