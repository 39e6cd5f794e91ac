package io.partnersupport.kit.event;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Puts a record that cannot be taken where an operator finds it, with its origin and the reason. */
@ApplicationScoped
class DeadLetters {
    static final String METRIC = "dead.letters";

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final KafkaConnection kafka;
    private final Clock clock;
    private final MeterRegistry metrics;
    private KafkaProducer<String, byte[]> producer;

    DeadLetters(KafkaConnection kafka, Clock clock, MeterRegistry metrics) {
        this.kafka = kafka;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Returns when Kafka has acknowledged the dead letter. */
    void bury(ConsumerRecord<String, byte[]> event, RuntimeException reason) {
        String origin = "%s-%d@%d".formatted(event.topic(), event.partition(), event.offset());
        LOG.errorf("Dead letter %s: %s", origin, reason.getClass().getSimpleName());
        var letter = new ProducerRecord<>(
                kafka.deadLetterTopic(event.topic()), null, event.key(), event.value(), event.headers());
        EventHeaders.put(letter.headers(), EventHeaders.DEAD_LETTER_ORIGIN, origin);
        EventHeaders.put(letter.headers(), EventHeaders.DEAD_LETTER_REASON, reasonOf(reason));
        EventHeaders.put(
                letter.headers(), EventHeaders.DEAD_LETTER_TIME, clock.instant().toString());
        if (producer == null) {
            producer = kafka.deadLetterProducer();
        }
        try {
            producer.send(letter).get();
            metrics.counter(METRIC, "topic", event.topic()).increment();
        } catch (ExecutionException e) {
            throw new KafkaException("Cannot keep dead letter " + origin, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    /** The kinds of the failures, never their texts: those may repeat what the record holds. */
    private static String reasonOf(Throwable failure) {
        String kind = failure.getClass().getSimpleName();
        if (failure instanceof UnreadableEvent) {
            kind = "unreadable: " + failure.getMessage();
        } else if (failure instanceof SQLException sql) {
            kind += " " + sql.getSQLState();
        }
        return failure.getCause() == null ? kind : kind + " < " + reasonOf(failure.getCause());
    }

    void close() {
        if (producer != null) {
            producer.close(CLOSE_PATIENCE);
            producer = null;
        }
    }
}
