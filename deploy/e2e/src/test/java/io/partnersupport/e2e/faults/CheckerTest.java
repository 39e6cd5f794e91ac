package io.partnersupport.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.e2e.faults.Watch.Sample;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What looks at answers, health and records complains when it must; for databases see {@link Plant}. */
class CheckerTest {
    private static final Exchange GOOD =
            new Exchange("customer", "open", "POST", "/v1/incidents", "k1", "{}", 0, 100, 201, null, null, "{}", null);

    private final Trial trial = new Trial(null, null, null, null, null, null, 1);

    static Stream<Map<String, Object>> badAnswers() {
        return Stream.of(
                Map.of("status", 500),
                Map.of("status", 401),
                Map.of("status", 503),
                Map.of("status", 0),
                Map.of("millis", 5001));
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    @DisplayName("I9: no 500, no 401, no 503 without Retry-After, no silence, nothing that hangs")
    void badAnswersAreFound(Map<String, Object> change) {
        trial.during(List.of(GOOD, GOOD.with(Map.of("status", 503, "retryAfter", "1"))));
        assertThat(trial.findings.violations()).isEmpty();

        trial.during(List.of(GOOD.with(change)));
        assertThat(trial.findings.violations())
                .singleElement()
                .asString()
                .startsWith("I9: ")
                .contains("/v1/incidents");
    }

    @Test
    @DisplayName("I12: ready and alive, but where the database was away")
    void badHealthIsFound() {
        trial.health(service -> List.of(new Sample(0, true, true)), List.of());
        assertThat(trial.findings.violations()).isEmpty();

        trial.health(service -> List.of(new Sample(0, false, true), new Sample(1, true, false)), List.of());
        assertThat(trial.findings.violations())
                .hasSize(2 * Lab.SERVICES.size())
                .allMatch(violation -> violation.startsWith("I12: "));
    }

    @Test
    @DisplayName("I12: not ready within 5 s without the database, and writes without Kafka")
    void outagesThatNobodyNoticedAreFound() {
        long lostAt = System.nanoTime();
        long endAt = lostAt + Duration.ofSeconds(20).toNanos();
        trial.wasAway(Lab.POSTGRES, Lab.SERVICES, lostAt, endAt);
        trial.wasAway(Lab.KAFKA, Lab.SERVICES, lostAt, endAt);
        trial.health(service -> List.of(new Sample(endAt - 1, true, true)), List.of());
        assertThat(trial.findings.violations())
                .contains(
                        "I12: incident-service says it is ready without its database",
                        "I12: no write succeeds without Kafka");
    }

    @Test
    @DisplayName("I5: sequences rise, duplicates aside")
    void fallingSequencesAreFound() {
        Findings findings = new Findings();
        Checker.sequences(findings, List.of(event("a", "1"), event("b", "2"), event("a", "1")));
        assertThat(findings.violations()).isEmpty();

        Checker.sequences(findings, List.of(event("b", "2"), event("a", "1")));
        assertThat(findings.violations()).containsExactly("I5: topic key: 1 after 2");
    }

    @Test
    @DisplayName("I10: a dead letter without origin and reason")
    void anonymousLettersAreFound() {
        Findings findings = new Findings();
        Checker.deadLetters(findings, List.of(event("a", "1")));
        assertThat(findings.violations()).singleElement().asString().startsWith("I10: ");
    }

    private static ConsumerRecord<String, byte[]> event(String id, String sequence) {
        ConsumerRecord<String, byte[]> event = new ConsumerRecord<>("topic", 0, 0, "key", new byte[0]);
        event.headers().add("ce_id", id.getBytes(StandardCharsets.UTF_8));
        event.headers().add("ce_sequence", sequence.getBytes(StandardCharsets.UTF_8));
        return event;
    }
}
