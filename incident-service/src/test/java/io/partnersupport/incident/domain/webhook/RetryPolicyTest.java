package io.partnersupport.incident.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.incident.domain.webhook.RetryPolicy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    private static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration FIVE_DAYS = Duration.ofDays(5);
    private final RetryPolicy policy = new RetryPolicy(
            Stream.of("PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H")
                    .map(Duration::parse)
                    .toList(),
            Duration.ofHours(24),
            FIVE_DAYS);

    @Test
    @DisplayName("I-15: a message is tried ten times over three days, ever later, then it is given up")
    void triesForDays() {
        Instant now = AT;
        List<String> since = new ArrayList<>();
        Verdict verdict = decide(Answer.of(500, Optional.empty()), 1, now);
        while (verdict.state() == DeliveryState.PENDING) {
            now = verdict.dueAt().orElseThrow();
            since.add(Duration.between(AT, now).toString());
            verdict = decide(Answer.of(500, Optional.empty()), since.size() + 1, now);
        }
        assertThat(since)
                .containsExactly(
                        "PT5S",
                        "PT5M5S",
                        "PT35M5S",
                        "PT2H35M5S",
                        "PT7H35M5S",
                        "PT17H35M5S",
                        "PT31H35M5S",
                        "PT51H35M5S",
                        "PT75H35M5S");
        assertThat(verdict).isEqualTo(new Verdict(DeliveryState.FAILED, Optional.empty(), Optional.empty()));
    }

    @Test
    @DisplayName("I-15: what failed together comes back up to a tenth later, not together")
    void spreadsRetries() {
        Answer answer = Answer.none(AttemptError.TIMED_OUT);
        assertThat(policy.decide(answer, 4, Optional.empty(), AT, 0).dueAt()).contains(AT.plus(Duration.ofHours(2)));
        assertThat(policy.decide(answer, 4, Optional.empty(), AT, 0.5).dueAt())
                .contains(AT.plus(Duration.ofMinutes(126)));
        assertThat(policy.decide(answer, 4, Optional.empty(), AT, 0.999999)
                        .dueAt()
                        .orElseThrow())
                .isBefore(AT.plus(Duration.ofMinutes(132)));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    @DisplayName("I-15: 2xx delivers")
    void isDelivered(int status) {
        assertThat(decide(Answer.of(status, Optional.empty()), 1, AT).state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @ParameterizedTest
    @CsvSource({
        "100, NOT_ACCEPTED",
        "301, REDIRECTED",
        "307, REDIRECTED",
        "400, NOT_ACCEPTED",
        "404, NOT_ACCEPTED",
        "429, NOT_ACCEPTED",
        "500, NOT_ACCEPTED",
        "503, NOT_ACCEPTED",
    })
    @DisplayName("I-15: every other status is tried again; a redirect is told as such")
    void isTriedAgain(int status, AttemptError error) {
        Answer answer = Answer.of(status, Optional.empty());
        assertThat(answer.error()).contains(error);
        assertThat(decide(answer, 1, AT).dueAt()).contains(AT.plusSeconds(5));
    }

    @Test
    @DisplayName("I-15: 410 ends it and disables the endpoint")
    void isGone() {
        assertThat(decide(Answer.of(410, Optional.empty()), 1, AT))
                .isEqualTo(new Verdict(DeliveryState.FAILED, Optional.empty(), Optional.of(DisabledBecause.GONE)));
    }

    @Test
    @DisplayName("I-15: an endpoint that failed for five days is disabled, not a moment earlier")
    void failsForDays() {
        Answer answer = Answer.none(AttemptError.CONNECTION_FAILED);
        assertThat(policy.decide(answer, 1, Optional.of(AT.minus(FIVE_DAYS).plusMillis(1)), AT, 0)
                        .disable())
                .isEmpty();
        assertThat(policy.decide(answer, 1, Optional.of(AT.minus(FIVE_DAYS)), AT, 0))
                .isEqualTo(new Verdict(DeliveryState.FAILED, Optional.empty(), Optional.of(DisabledBecause.FAILING)));
        assertThat(policy.decide(Answer.of(204, Optional.empty()), 1, Optional.of(AT.minus(FIVE_DAYS)), AT, 0)
                        .disable())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "429, 60, 60",
        "503, 60, 60",
        "503, 3, 5", // never earlier than the schedule
        "503, 86400, 86400",
        "503, 86401, 86400", // never later than the bound
        "503, 999999999, 86400",
        "500, 60, 5", // asks for no time
        "503, '', 5",
        "503, -60, 5",
        "503, 1e3, 5",
        "503, soon, 5",
        "503, 99999999999999999999, 5",
        "503, 'Mon, 01 Jun 2026 12:01:30 GMT', 90",
        "503, 'Mon, 01 Jun 2026 11:00:00 GMT', 5",
        "503, 'Fri, 01 Jan 2100 00:00:00 GMT', 86400",
    })
    @DisplayName("I-15: Retry-After of 429 and 503 is honoured between the schedule and a day")
    void honoursRetryAfter(int status, String retryAfter, int seconds) {
        assertThat(decide(Answer.of(status, Optional.of(retryAfter)), 1, AT).dueAt())
                .contains(AT.plusSeconds(seconds));
    }

    private Verdict decide(Answer answer, int attempt, Instant at) {
        return policy.decide(answer, attempt, Optional.empty(), at, 0);
    }
}
