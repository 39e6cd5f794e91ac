package io.partnersupport.gateway.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The form that an address must have. The gateway chooses the service by the path as it was sent, so whatever a service
 * could read as another path is refused: empty and dot segments, encoded slashes, broken escapes.
 */
public final class RequestTarget {
    private RequestTarget() {}

    public static boolean isPlain(String target) {
        if (!target.startsWith("/")) {
            return false;
        }
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '\\' || c == '#') {
                return false;
            }
        }
        int query = target.indexOf('?');
        return arePlainSegments(query < 0 ? target : target.substring(0, query))
                && (query < 0 || unescaped(target.substring(query + 1)) != null);
    }

    private static boolean arePlainSegments(String path) {
        int start = 1;
        for (int end = path.indexOf('/', start); end >= 0; end = path.indexOf('/', start)) {
            if (end == start || !isPlainSegment(path.substring(start, end))) {
                return false;
            }
            start = end + 1;
        }
        return isPlainSegment(path.substring(start)); // which may be empty: a trailing slash
    }

    private static boolean isPlainSegment(String segment) {
        String text = unescaped(segment);
        return text != null
                && !text.equals(".")
                && !text.equals("..")
                && (text.equals(segment)
                        || text.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c)));
    }

    /** The text behind the percent escapes, or null when an escape is broken or the bytes are no UTF-8. */
    private static String unescaped(String escaped) {
        if (escaped.indexOf('%') < 0) {
            return escaped;
        }
        ByteBuffer bytes = ByteBuffer.allocate(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '%') {
                bytes.put((byte) c);
                continue;
            }
            int high = i + 2 < escaped.length() ? Character.digit(escaped.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(escaped.charAt(i + 2), 16);
            if (low < 0) {
                return null;
            }
            bytes.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
