package io.partnersupport.activation.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailRetriesTest {
    private static final Instant CREATED = Instant.parse("2026-03-02T09:30:00Z");

    private final MailRetries retries = new MailRetries() {
        @Override
        public Duration timeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration firstRetryAfter() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration retryAfterAtMost() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration giveUpAfter() {
            return Duration.ofDays(3);
        }
    };

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "5, 10", "6, 10", "1000000, 10"})
    void waitsLongerEachTime(int tries, int minutes) {
        assertThat(retries.nextTry(CREATED, tries, CREATED)).contains(CREATED.plus(Duration.ofMinutes(minutes)));
    }

    @Test
    void givesUpWhenTheTimeIsOver() {
        Instant end = CREATED.plus(Duration.ofDays(3));
        assertThat(retries.nextTry(CREATED, 9, end.minusNanos(1))).isPresent();
        assertThat(retries.nextTry(CREATED, 9, end)).isEqualTo(Optional.empty());
    }
}
