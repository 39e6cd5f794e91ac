package io.partnersupport.kit.event;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.partnersupport.kit.Database;
import io.partnersupport.kit.Things;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class OutboxTest {
    private final String id = UUID.randomUUID().toString();

    @Inject
    Things things;

    @Inject
    Outbox outbox;

    @Inject
    Database database;

    @Inject
    DataSource dataSource;

    @Inject
    KafkaConnection kafka;

    @Inject
    TransactionSynchronizationRegistry transaction;

    @Inject
    MessagingConfig config;

    @Test
    void committedStatesReachTheTopicInTheOrderOfTheirSequence() {
        List.of("a", "b", "c").forEach(name -> things.rename(id, name));

        assertThat(SentThings.all(database).of(id))
                .extracting(ConsumerRecord::value)
                .containsExactly("{\"name\":\"a\"}", "{\"name\":\"b\"}", "{\"name\":\"c\"}");
    }

    @Test
    void anEventIsACloudEventAboutItsAggregate() {
        Instant before = Instant.now();
        things.rename(id, "a");

        var event = SentThings.all(database).of(id).get(0);
        assertThat(TestTopics.header(event, "ce_specversion")).isEqualTo("1.0");
        assertThat(UUID.fromString(TestTopics.header(event, "ce_id")).version()).isEqualTo(7);
        assertThat(TestTopics.header(event, "ce_source")).isEqualTo("/kit-test-service");
        assertThat(TestTopics.header(event, "ce_type")).isEqualTo("partnersupport.thing.renamed");
        assertThat(TestTopics.header(event, "ce_subject")).isEqualTo(id);
        assertThat(TestTopics.header(event, "ce_sequence")).isEqualTo("1");
        assertThat(Instant.parse(TestTopics.header(event, "ce_time"))).isBetween(before.minusMillis(1), Instant.now());
    }

    @Test
    void aFactIsSentForItselfToATopicThatKeepsAllForATime() throws Exception {
        QuarkusTransaction.requiringNew()
                .run(() -> outbox.fact("kittest.alerts", id, "partnersupport.thing.lost", Map.of("name", "a")));

        SentThings.all(database);
        assertThat(TestTopics.read("kittest.alerts"))
                .filteredOn(fact -> fact.key().equals(id))
                .singleElement()
                .satisfies(fact -> assertThat(fact.value()).isEqualTo("{\"name\":\"a\"}"));
        assertThat(TestTopics.settingsOf("kittest.alerts"))
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "604800000");
        assertThat(TestTopics.settingsOf(Things.TOPIC)).containsEntry("cleanup.policy", "compact");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> outbox.fact(Things.TOPIC, id, "partnersupport.thing.lost", Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTransactionThatRollsBackSendsNothing() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    things.rename(id, "rolled back");
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        String later = UUID.randomUUID().toString();
        things.rename(later, "committed");

        SentThings sent = SentThings.all(database);
        assertThat(sent.of(later)).hasSize(1);
        assertThat(sent.of(id)).isEmpty();
    }

    @Test
    void whatCouldNeverBeSentFailsWhenItIsWritten() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> outbox.add("kittest.undeclared", id, "partnersupport.thing.renamed", 1, Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> things.rename(id, "x".repeat(900_000)))
                .hasStackTraceContaining("outbox_payload_check");
        assertThatThrownBy(() -> outbox.add(Things.TOPIC, id, "partnersupport.thing.renamed", 1, Map.of()))
                .isInstanceOf(jakarta.transaction.TransactionalException.class);
    }

    @Test
    void everyAggregateKeepsItsOrderUnderConcurrentWriters() {
        List<String> ids = IntStream.range(0, 5).mapToObj(thing -> id + thing).toList();

        inParallel(
                8,
                writer -> IntStream.range(0, 30)
                        .forEach(turn -> ids.forEach(thing -> things.rename(thing, "w" + writer))));

        SentThings sent = SentThings.all(database);
        ids.forEach(thing -> assertThat(sent.sequencesOf(thing)).hasSize(240));
        ids.forEach(thing -> sent.assertCompleteAndOrdered(thing, 240));
    }

    @Test
    void aBacklogLargerThanABatchIsSentInOrder() {
        QuarkusTransaction.requiringNew()
                .run(() -> IntStream.range(0, 350).forEach(turn -> things.rename(id, "n" + turn)));

        SentThings.all(database).assertCompleteAndOrdered(id, 350);
    }

    @Test
    void eventsAreSentAgainAfterACrashBetweenAcknowledgementAndRemoval() {
        database.execute("""
                CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$""");
        database.execute("CREATE TRIGGER crash BEFORE DELETE ON outbox FOR EACH ROW EXECUTE FUNCTION crash()");
        things.rename(id, "a");
        things.rename(id, "b");
        await().untilAsserted(() -> assertThat(SentThings.now().sequencesOf(id)).hasSizeGreaterThan(4));

        database.execute("DROP FUNCTION crash CASCADE");

        SentThings sent = SentThings.all(database);
        sent.assertCompleteAndOrdered(id, 2);
        assertThat(sent.of(id).stream()
                        .map(event -> TestTopics.header(event, "ce_id"))
                        .distinct())
                .as("a repetition is the same event")
                .hasSize(2);
    }

    @Test
    void aRelayWhoseSessionIsKilledBeginsAgain() {
        await().until(() -> database.endRelaySession() == 1);
        things.rename(id, "a");

        SentThings.all(database).assertCompleteAndOrdered(id, 1);
    }

    @Test
    void twoRelaysTakeOverFromEachOtherWithoutLossOrDisorder() {
        var second = new OutboxRelay(dataSource, kafka, transaction, config, Clock.systemUTC(), "second");
        second.start(null);
        try {
            inParallel(3, writer -> {
                for (int turn = 0; turn < 60; turn++) {
                    things.rename(id, "n" + turn);
                    if (writer == 0 && turn % 20 == 10) {
                        await().until(() -> database.endRelaySession() == 1);
                    }
                }
            });

            SentThings.all(database).assertCompleteAndOrdered(id, 180);
        } finally {
            second.stop(null);
        }
        things.rename(id, "by the first again");
        SentThings.all(database).assertCompleteAndOrdered(id, 181);
    }

    @Test
    void aStalledFormerOwnerIsFenced() {
        try (KafkaProducer<String, byte[]> formerOwner = kafka.relayProducer()) {
            formerOwner.initTransactions();
            formerOwner.beginTransaction();
            formerOwner
                    .send(new ProducerRecord<>(Things.TOPIC, id, new byte[0]))
                    .get();
            things.rename(id, "by the new owner");
            await().untilAsserted(
                            () -> assertThat(SentThings.now().sequencesOf(id)).containsExactly(1L));

            assertThatThrownBy(formerOwner::commitTransaction)
                    .isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
        assertThat(SentThings.all(database).of(id)).hasSize(1);
    }

    @Test
    void aHeartbeatIsNeverAheadOfWhatWasNotYetSent() {
        Map<String, Instant> committedBefore = new ConcurrentHashMap<>();
        inParallel(4, writer -> {
            for (int turn = 0; turn < 100; turn++) {
                String thing = UUID.randomUUID().toString();
                things.rename(thing, "n");
                committedBefore.put(thing, Instant.now());
            }
        });
        SentThings.all(database);

        Map<Integer, Instant> completeUntil = new HashMap<>();
        int heartbeats = 0;
        for (ConsumerRecord<String, String> event : TestTopics.readWithHeartbeats(Things.TOPIC)) {
            if (EventHeaders.isHeartbeat(event.headers())) {
                completeUntil.put(event.partition(), EventHeaders.time(event.headers()));
                heartbeats++;
            } else if (committedBefore.containsKey(event.key())) {
                assertThat(committedBefore.remove(event.key()))
                        .isAfter(completeUntil.getOrDefault(event.partition(), Instant.MIN));
            }
        }
        assertThat(committedBefore).isEmpty();
        assertThat(heartbeats).isGreaterThan(2);
    }

    private static void inParallel(int writers, java.util.function.IntConsumer task) {
        IntStream.range(0, writers)
                .mapToObj(writer -> java.util.concurrent.CompletableFuture.runAsync(
                        () -> task.accept(writer), command -> new Thread(command).start()))
                .toList()
                .forEach(java.util.concurrent.CompletableFuture::join);
    }
}
