package io.partnersupport.gateway.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The form that an address must have. The gateway chooses the service by the path as it was sent, so whatever a service
 * could read as another path is refused: empty and dot segments, encoded slashes, broken escapes.
 */
public final class RequestTarget {
    private RequestTarget() {}

    public static boolean isPlain(String target) {
        if (!target.startsWith("/") || !target.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '#')) {
            return false;
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return arePlainSegments(path) && (query < 0 || unescaped(target.substring(query + 1)) != null);
    }

    private static boolean arePlainSegments(String path) {
        String[] segments = path.substring(1).split("/", -1);
        // the last segment may be empty: a trailing slash
        return Arrays.stream(segments, 0, segments.length - 1).noneMatch(String::isEmpty)
                && Arrays.stream(segments).allMatch(RequestTarget::isPlainSegment);
    }

    private static boolean isPlainSegment(String segment) {
        String text = unescaped(segment);
        return text != null
                && !text.equals(".")
                && !text.equals("..")
                && text.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }

    /** The text behind the percent escapes, or null when an escape is broken or the bytes are no UTF-8. */
    private static String unescaped(String escaped) {
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
