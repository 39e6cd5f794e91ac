package io.partnersupport.kit.http;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The one form in which each kind of value may be written, in bodies and in parameters. */
final class StrictTexts {
    /** What reads a text of the type, or throws an {@link IllegalArgumentException} or a DateTimeException. */
    static final Map<Class<?>, Function<String, Object>> PARSERS = Map.of(
            UUID.class, StrictTexts::uuid,
            Instant.class, StrictTexts::instant,
            LocalDate.class, StrictTexts::date,
            Duration.class, Duration::parse);

    private static final int LAST_YEAR = 9999; // of RFC 3339

    private StrictTexts() {}

    /** Whether it can be stored and given back as it is: PostgreSQL has no NUL, and UTF-8 no half characters. */
    static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static UUID uuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException();
        }
        return uuid;
    }

    private static Instant instant(String text) {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        inYearsOfFourDigits(instant.atOffset(ZoneOffset.UTC).getYear());
        return instant;
    }

    private static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        inYearsOfFourDigits(date.getYear());
        return date;
    }

    private static void inYearsOfFourDigits(int year) {
        if (year < 0 || year > LAST_YEAR) {
            throw new IllegalArgumentException();
        }
    }
}
