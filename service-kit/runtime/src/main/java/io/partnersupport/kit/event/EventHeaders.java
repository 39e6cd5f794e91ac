package io.partnersupport.kit.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Record headers of CloudEvents 1.0 in binary mode. */
final class EventHeaders {
    static final String SPEC_VERSION = "ce_specversion";
    static final String ID = "ce_id";
    static final String SOURCE = "ce_source";
    static final String TYPE = "ce_type";
    static final String SUBJECT = "ce_subject";
    static final String TIME = "ce_time";
    static final String SEQUENCE = "ce_sequence";
    static final String TRACEPARENT = "ce_traceparent";
    static final String CONTENT_TYPE = "content-type";
    static final String DEAD_LETTER_ORIGIN = "dead_letter_origin";
    static final String DEAD_LETTER_REASON = "dead_letter_reason";
    static final String DEAD_LETTER_TIME = "dead_letter_time";

    /** Says that everything committed before its time has been sent to this partition. */
    static final String HEARTBEAT = "partnersupport.heartbeat";

    private EventHeaders() {}

    static Headers put(Headers headers, String name, String value) {
        return headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The value of a header, or null. */
    static String get(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static boolean isHeartbeat(Headers headers) {
        return HEARTBEAT.equals(get(headers, TYPE));
    }

    static Instant time(Headers headers) {
        try {
            return Instant.parse(required(headers, TIME));
        } catch (DateTimeParseException e) {
            throw new UnreadableEvent(TIME);
        }
    }

    static long sequence(Headers headers) {
        try {
            return Long.parseLong(required(headers, SEQUENCE));
        } catch (NumberFormatException e) {
            throw new UnreadableEvent(SEQUENCE);
        }
    }

    private static String required(Headers headers, String name) {
        String value = get(headers, name);
        if (value == null) {
            throw new UnreadableEvent("no " + name);
        }
        return value;
    }
}
