package io.partnersupport.kit.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lists as CSV (RFC 4180), read and written part by part, so that a long one needs no memory; a cell that a spreadsheet
 * would take for a formula begins with an apostrophe.
 */
public final class Csv {
    public static final String MEDIA_TYPE = "text/csv";

    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

    private static final int PART = 500;

    private Csv() {}

    /** Reads the items behind one, or the first ones, the given number at most. */
    @FunctionalInterface
    public interface Parts<T> {
        List<T> after(Optional<T> last, int limit);
    }

    /** Whether the request would rather have CSV than JSON. */
    public static boolean isPreferred(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                        || type.isCompatible(MediaType.valueOf(MEDIA_TYPE)))
                .findFirst()
                .filter(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .isPresent();
    }

    /** An answer with one row per item; its name is what a browser saves it as. */
    public static <T> Response answer(String name, List<String> header, Parts<T> parts, Function<T, Object[]> row) {
        List<T> first = parts.after(Optional.empty(), PART); // what cannot be read at all is still a problem document
        StreamingOutput body = out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(line(header.toArray()));
            List<T> part = first;
            while (!part.isEmpty()) {
                part.forEach(item -> write(writer, line(row.apply(item))));
                part = part.size() < PART ? List.of() : parts.after(Optional.of(part.get(part.size() - 1)), PART);
            }
            writer.flush();
        };
        return Response.ok(body, MediaType.valueOf(MEDIA_TYPE).withCharset("UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"")
                .build();
    }

    public static String line(Object... cells) {
        return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(Object value) {
        String text = value == null ? "" : value.toString();
        String harmless = !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.matches("[^\",\r\n]*") ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }

    private static void write(Writer writer, String text) {
        try {
            writer.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
