package io.partnersupport.kit.event;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.Database;
import io.partnersupport.kit.KnownThings;
import io.partnersupport.kit.testing.Line;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class StateConsumerTest {
    private static final String TOPIC = KnownThings.TOPIC;
    private static final String DEAD_LETTERS = TOPIC + ".dead.kittest";

    private final String id = UUID.randomUUID().toString();

    @Inject
    Database database;

    @Inject
    KafkaConnection kafka;

    @Inject
    ViewFreshness freshness;

    @Inject
    ProjectionProgress progress;

    @Inject
    Projections projections;

    @Inject
    DeadLetters deadLetters;

    @Inject
    Reactions reactions;

    @Inject
    MessagingConfig config;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @BeforeEach
    void theTopicOfTheOthersIsRead() {
        TestTopics.create(TOPIC);
        await().until(() -> database.count("projection_progress WHERE topic = '" + TOPIC + "'") == 2);
    }

    @Test
    void theNewestStateWinsWhateverTheOrder() {
        TestTopics.send(TOPIC, id, 2, "{\"name\":\"newer\",\"unknown\":1}");
        await().untilAsserted(() -> assertThat(nameOf(id)).isEqualTo("newer"));
        TestTopics.send(TOPIC, id, 1, "{\"name\":\"older\"}");
        awaitEverythingSent();

        assertThat(nameOf(id)).isEqualTo("newer");
    }

    @Test
    void aTombstoneIsPassedOver() {
        TestTopics.send(TOPIC, id, 1, "{\"name\":\"kept\"}");
        TestTopics.send(TOPIC, id, 2, null);
        awaitEverythingSent();

        assertThat(nameOf(id)).isEqualTo("kept");
        assertThat(deadLettersOf(id)).isEmpty();
    }

    @Test
    void whatCannotBeTakenBecomesADeadLetterWithOriginAndReasonAndStopsNothing() {
        String secret = "secret-" + id;
        String good = UUID.randomUUID().toString();
        Map<String, ProducerRecord<String, byte[]>> bad = Map.of(
                "PSQLException 23514", event("a" + id, "{\"name\":\"poison\",\"x\":\"" + secret + "\"}", "1", now()),
                "PSQLException 22021", event("b" + id, "{\"name\":\"\\u0000" + secret + "\"}", "1", now()),
                "PSQLException 54000", event("c" + id + incompressible(9000), "{\"name\":\"x\"}", "1", now()),
                "unreadable: JsonParseException", event("d" + id, secret, "1", now()),
                "unreadable: MismatchedInputException", event("e" + id, "[\"" + secret + "\"]", "1", now()),
                "unreadable: empty", event("f" + id, "null", "1", now()),
                "unreadable: no ce_sequence", event("g" + id, "{\"name\":\"x\"}", null, now()),
                "unreadable: ce_sequence", event("h" + id, "{\"name\":\"x\"}", secret, now()),
                "unreadable: ce_time", event("i" + id, "{\"name\":\"x\"}", "1", secret),
                "unreadable: no key", event(null, "{\"name\":\"" + secret + "\"}", "1", now()));
        ProducerRecord<String, byte[]> brokenHeartbeat = event("j" + id, "{}", null, secret);
        EventHeaders.put(brokenHeartbeat.headers(), EventHeaders.TYPE, EventHeaders.HEARTBEAT);
        ProducerRecord<String, byte[]> emptyHeader = event("k" + id, "{}", null, now());
        emptyHeader.headers().add(EventHeaders.SEQUENCE, null);

        List<ProducerRecord<String, byte[]>> all = new ArrayList<>(bad.values());
        all.add(brokenHeartbeat);
        all.add(emptyHeader);
        all.add(event(good, "{\"name\":\"good\"}", "1", now()));
        TestTopics.send(all);

        await().untilAsserted(() -> assertThat(deadLetters(id)).hasSize(12));
        await().untilAsserted(() -> assertThat(nameOf(good)).isEqualTo("good"));
        List<ConsumerRecord<String, String>> letters = deadLetters(id);
        assertThat(letters).allSatisfy(letter -> {
            String reason = TestTopics.header(letter, EventHeaders.DEAD_LETTER_REASON);
            assertThat(reason).isNotBlank().doesNotContain(secret);
            assertThat(TestTopics.header(letter, EventHeaders.DEAD_LETTER_ORIGIN))
                    .matches("other\\.things-[01]@[0-9]+");
            assertThat(Instant.parse(TestTopics.header(letter, EventHeaders.DEAD_LETTER_TIME)))
                    .isBefore(Instant.now());
        });
        bad.forEach((reason, event) -> assertThat(letters)
                .filteredOn(letter -> java.util.Objects.equals(letter.key(), event.key()))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(TestTopics.header(letter, EventHeaders.DEAD_LETTER_REASON))
                            .contains(reason);
                    assertThat(letter.value()).isEqualTo(new String(event.value(), StandardCharsets.UTF_8));
                }));
    }

    @Test
    void aViewIsOnlyAsCompleteAsItsSlowestPartition() {
        String topic = "never.sent." + id;
        TopicPartition fast = new TopicPartition(topic, 0);
        TopicPartition slow = new TopicPartition(topic, 1);
        Instant early = now(1_000);
        Instant late = now(2_000);
        progress.expect(List.of(fast, slow));

        record(fast, late);
        assertThat(completeUntil(topic)).isEqualTo(Instant.EPOCH);
        record(slow, early);
        assertThat(completeUntil(topic)).isEqualTo(early);
    }

    @Test
    void aViewOfAllTopicsIsOnlyAsCompleteAsItsSlowestTopic() {
        var view = new ViewFreshness(config, Clock.systemUTC());
        assertThat(view.asOf()).isEmpty();
        Instant late = Instant.now();
        Instant early = late.minusSeconds(60);

        view.completeUntil(Map.of("fast", late, "slow", early));
        assertThat(view.asOf()).contains(early);
        assertThat(view.isBehind()).isTrue();
        assertThat(view.asOf("fast")).contains(late);
        assertThat(view.isCompleteUntil("fast", late)).isTrue();
        assertThat(view.isCompleteUntil("slow", early)).isTrue();
        assertThat(view.isCompleteUntil("slow", late)).isFalse();

        view.completeUntil(Map.of("fast", late, "slow", Instant.EPOCH));
        assertThat(view.asOf()).isEmpty();
        assertThat(view.asOf("slow")).isEmpty();
        assertThat(view.isCompleteUntil("slow", Instant.EPOCH)).isFalse();
    }

    private Instant completeUntil(String topic) {
        return progress.completeUntil(List.of(topic)).get(topic);
    }

    @Test
    void anOldHeartbeatChangesNothingUnlessTheKnownOneIsFromAClockThatWasSetBack() {
        TopicPartition partition = new TopicPartition("never.sent." + id, 0);
        Instant early = now(-2_000);
        Instant late = now(-1_000);

        record(partition, late);
        record(partition, early);
        assertThat(completeUntil(partition.topic())).isEqualTo(late);
        record(partition, Instant.parse("2999-01-01T00:00:00Z"));
        record(partition, early);
        assertThat(completeUntil(partition.topic())).isEqualTo(early);
    }

    @Test
    void consumptionPausesWhileTheDatabaseRefusesAndLosesNothing() {
        String member = memberOfTheGroup();
        awaitEverythingSent();
        for (String table : List.of("known_thing", "projection_progress")) {
            database.execute("ALTER TABLE " + table + " RENAME TO away_" + table);
        }
        try {
            Optional<Instant> known = freshness.asOf();
            await().during(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(freshness.asOf()).isEqualTo(known));
            TestTopics.send(TOPIC, id, 1, "{\"name\":\"a\"}");
            Instant sent = now(0);
            TestTopics.heartbeat(sent, TOPIC);
            await().during(Duration.ofSeconds(1))
                    .untilAsserted(
                            () -> assertThat(freshness.asOf().orElseThrow()).isBefore(sent));
        } finally {
            for (String table : List.of("known_thing", "projection_progress")) {
                database.execute("ALTER TABLE away_" + table + " RENAME TO " + table);
            }
        }

        await().untilAsserted(() -> assertThat(nameOf(id)).isEqualTo("a"));
        assertThat(deadLettersOf(id)).isEmpty();
        assertThat(memberOfTheGroup()).as("the consumer stayed in its group").isEqualTo(member);
    }

    @Test
    void aConnectionThatIsLostAtCommitIsNoFaultOfTheEvent() {
        database.execute("""
                CREATE FUNCTION crash_at_commit() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$""");
        database.execute("CREATE SEQUENCE crashes");
        database.execute("""
                CREATE FUNCTION count_crash() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM nextval('crashes'); RETURN NULL; END $$""");
        database.execute(
                "CREATE TRIGGER count_crash AFTER INSERT ON known_thing FOR EACH ROW EXECUTE FUNCTION count_crash()");
        database.execute("""
                CREATE CONSTRAINT TRIGGER crash_at_commit AFTER INSERT ON known_thing DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION crash_at_commit()""");
        try {
            TestTopics.send(TOPIC, id, 1, "{\"name\":\"a\"}");
            await().until(() ->
                    ((Number) database.query("SELECT last_value FROM crashes").get(0)).longValue() > 2
                            || !deadLettersOf(id).isEmpty());
        } finally {
            database.execute("DROP FUNCTION crash_at_commit CASCADE");
            database.execute("DROP FUNCTION count_crash CASCADE");
            database.execute("DROP SEQUENCE crashes");
        }

        await().untilAsserted(() -> assertThat(nameOf(id)).isEqualTo("a"));
        assertThat(deadLettersOf(id)).isEmpty();
    }

    @Test
    void replayingATopicShuffledThreeTimesChangesNothing() {
        long seed = System.nanoTime();
        System.out.println("seed of the shuffle: " + seed);
        Random random = new Random(seed);
        List<ProducerRecord<String, byte[]>> history = new ArrayList<>();
        for (int thing = 0; thing < 10; thing++) {
            for (int sequence = 1; sequence <= 5; sequence++) {
                history.add(event(id + thing, "{\"name\":\"n" + sequence + "\"}", "" + sequence, now()));
            }
        }
        TestTopics.send(history);
        awaitEverythingSent();
        List<?> before = projection();
        assertThat(before).hasSize(10);

        for (int replay = 0; replay < 3; replay++) {
            Collections.shuffle(history, random);
            TestTopics.send(history);
            awaitEverythingSent();
            assertThat(projection()).usingRecursiveComparison().isEqualTo(before);
        }
    }

    @Test
    void anotherInstanceThatComesAndCrashesHoldsNobodyUp() {
        KafkaConsumer<String, byte[]> other = kafka.consumer();
        other.subscribe(List.of(TOPIC));
        await().until(() -> {
            other.poll(Duration.ofMillis(100));
            return !other.assignment().isEmpty();
        });
        other.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
        List<String> keys = IntStream.range(0, 20).mapToObj(key -> id + key).toList();
        keys.forEach(key -> TestTopics.send(TOPIC, key, 1, "{\"name\":\"a\"}"));

        await().untilAsserted(() -> assertThat(projection()).hasSize(keys.size()));
    }

    @Test
    void aRestartIsReadyAtOnceAlsoWithoutKafka() {
        awaitEverythingSent();
        await().until(() -> database.count("first_catch_up") == 1);
        var freshnessAfterRestart = new ViewFreshness(config, Clock.systemUTC());
        var restarted =
                new StateConsumer(projections, kafka, progress, freshnessAfterRestart, deadLetters, reactions, config);
        Line.toKafka().cut();
        try {
            restarted.start(null);

            await().untilAsserted(() ->
                    assertThat(freshnessAfterRestart.isCaughtUpOnce()).isTrue());
            await().untilAsserted(() -> assertThat(freshnessAfterRestart.asOf()).isPresent());
        } finally {
            Line.toKafka().restore();
            restarted.stop(null);
        }
    }

    private void awaitEverythingSent() {
        Instant sent = now(0);
        TestTopics.heartbeat(sent, TOPIC);
        await().untilAsserted(() -> assertThat(freshness.asOf())
                .hasValueSatisfying(asOf -> assertThat(asOf).isAfterOrEqualTo(sent)));
    }

    private void record(TopicPartition partition, Instant completeUntil) {
        QuarkusTransaction.requiringNew().run(() -> progress.record(Map.of(partition, completeUntil), true));
    }

    private static ProducerRecord<String, byte[]> event(String key, String json, String sequence, String time) {
        var event = new ProducerRecord<>(TOPIC, key, json.getBytes(StandardCharsets.UTF_8));
        EventHeaders.put(event.headers(), EventHeaders.TIME, time);
        if (sequence != null) {
            EventHeaders.put(event.headers(), EventHeaders.SEQUENCE, sequence);
        }
        return event;
    }

    private static String incompressible(int length) {
        return new Random(1)
                .ints(length, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String now() {
        return Instant.now().toString();
    }

    private static Instant now(long millis) {
        return Instant.now().plusMillis(millis).truncatedTo(ChronoUnit.MILLIS);
    }

    private static List<ConsumerRecord<String, String>> deadLettersOf(String key) {
        return TestTopics.read(DEAD_LETTERS).stream()
                .filter(letter -> key.equals(letter.key()))
                .toList();
    }

    /** Dead letters whose key or value holds the id. */
    private static List<ConsumerRecord<String, String>> deadLetters(String id) {
        return TestTopics.read(DEAD_LETTERS).stream()
                .filter(letter -> (letter.key() + letter.value()).contains(id))
                .toList();
    }

    private String nameOf(String key) {
        List<?> names = database.query("SELECT name FROM known_thing WHERE id = '" + key + "'");
        return names.isEmpty() ? null : (String) names.get(0);
    }

    private List<?> projection() {
        return database.query("SELECT * FROM known_thing WHERE id LIKE '" + id + "%' ORDER BY id");
    }

    private String memberOfTheGroup() {
        String group = "kit-test-service";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                    .map(member -> member.consumerId())
                    .reduce((a, b) -> a + "," + b)
                    .orElse("");
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
