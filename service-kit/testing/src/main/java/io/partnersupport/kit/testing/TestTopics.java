package io.partnersupport.kit.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Plays the other services: sends what they would send and reads what the tested one sent. */
public final class TestTopics {
    private static final int PARTITIONS = 2;

    private TestTopics() {}

    /** Creates topics of other services. */
    public static void create(String... topics) {
        try (Admin admin = Admin.create(broker())) {
            for (String topic : topics) {
                try {
                    admin.createTopics(List.of(new NewTopic(topic, Optional.of(PARTITIONS), Optional.of((short) 1))))
                            .all()
                            .get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new AssertionError(e);
                    }
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The settings of a topic. */
    public static Map<String, String> settingsOf(String topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(broker())) {
            return admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                    .collect(Collectors.toMap(ConfigEntry::name, entry -> String.valueOf(entry.value())));
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a state event as its owner's relay would. */
    public static void send(String topic, String key, long sequence, String json) {
        send(List.of(event(topic, key, sequence, json)));
    }

    /** A state event as its owner's relay would send it. */
    public static ProducerRecord<String, byte[]> event(String topic, String key, long sequence, String json) {
        var event = new ProducerRecord<>(topic, key, json == null ? null : json.getBytes(StandardCharsets.UTF_8));
        event.headers()
                .add("ce_type", "partnersupport.test.sent".getBytes(StandardCharsets.UTF_8))
                .add("ce_time", Instant.now().toString().getBytes(StandardCharsets.UTF_8))
                .add("ce_sequence", Long.toString(sequence).getBytes(StandardCharsets.UTF_8));
        return event;
    }

    /** Says for every partition of the topics that everything committed before the instant has been sent. */
    public static void heartbeat(Instant completeUntil, String... topics) {
        List<ProducerRecord<String, byte[]>> heartbeats = new ArrayList<>();
        for (String topic : topics) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                var event = new ProducerRecord<>(
                        topic, partition, "partnersupport.heartbeat", "{}".getBytes(StandardCharsets.UTF_8));
                event.headers()
                        .add("ce_type", "partnersupport.heartbeat".getBytes(StandardCharsets.UTF_8))
                        .add("ce_time", completeUntil.toString().getBytes(StandardCharsets.UTF_8));
                heartbeats.add(event);
            }
        }
        send(heartbeats);
    }

    /** Sends records as they are, also broken ones, and returns when the broker has them. */
    public static void send(List<ProducerRecord<String, byte[]>> events) {
        try (var producer = new KafkaProducer<>(broker(), new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent =
                    events.stream().map(producer::send).toList();
            for (Future<RecordMetadata> event : sent) {
                event.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** All committed events of a topic so far, without heartbeats. */
    public static List<ConsumerRecord<String, String>> read(String topic) {
        List<ConsumerRecord<String, String>> events = readWithHeartbeats(topic);
        events.removeIf(event -> "partnersupport.heartbeat".equals(event.key()));
        return events;
    }

    /** All committed records of a topic so far; those of one partition are in their order. */
    public static List<ConsumerRecord<String, String>> readWithHeartbeats(String topic) {
        Map<String, Object> settings = broker();
        settings.put("isolation.level", "read_committed");
        List<ConsumerRecord<String, String>> events = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(events::add);
            }
        }
        return events;
    }

    /** The value of a header, or null. */
    public static String header(ConsumerRecord<?, ?> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> broker() {
        return new java.util.HashMap<>(Map.of(
                "bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class)));
    }
}
