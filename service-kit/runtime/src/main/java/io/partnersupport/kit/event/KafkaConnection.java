package io.partnersupport.kit.event;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes Kafka clients with the guarantees that state events rely on. */
@ApplicationScoped
class KafkaConnection {
    private final Map<String, Object> broker;
    private final MessagingConfig config;
    private final String principal;

    KafkaConnection(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            MessagingConfig config,
            @ConfigProperty(name = "quarkus.application.name") String principal) {
        this.broker = broker;
        this.config = config;
        this.principal = principal;
    }

    /** A producer that fences every earlier one of this service. */
    KafkaProducer<String, byte[]> relayProducer() {
        Map<String, Object> settings = producerSettings();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, principal + "-relay");
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    KafkaProducer<String, byte[]> deadLetterProducer() {
        return new KafkaProducer<>(producerSettings(), new StringSerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> producerSettings() {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
        return settings;
    }

    KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = consumerSettings();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, principal);
        // after a crash nobody reads its partitions for this time
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        // a topic of a service that starts later is noticed within this time
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 3_000);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A consumer of no group, which gives up where the broker does not answer in this time. */
    KafkaConsumer<String, byte[]> reader(Duration patience) {
        Map<String, Object> settings = consumerSettings();
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
        return settings;
    }

    /** Creates the topics of this service that do not exist yet. */
    void createOwnTopics() {
        Map<String, String> compacted = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                "60000",
                // the open segment is not compacted, and heartbeats fill it
                TopicConfig.SEGMENT_MS_CONFIG,
                "3600000");
        Map<String, String> keptForATime = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(config.factRetention().toMillis()));
        create(Stream.concat(
                        stateTopics().stream().map(topic -> topic(topic).configs(compacted)),
                        factTopics().stream().map(topic -> topic(topic).configs(keptForATime)))
                .toList());
    }

    List<String> stateTopics() {
        return config.stateTopics().orElse(List.of());
    }

    List<String> factTopics() {
        return config.factTopics().orElse(List.of());
    }

    /** Creates the topics for records of others that this service could not take. */
    void createDeadLetterTopics(Collection<String> topicsRead) {
        Map<String, String> keptForever = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
        create(topicsRead.stream()
                .map(topic -> topic(deadLetterTopic(topic)).configs(keptForever))
                .toList());
    }

    String deadLetterTopic(String topic) {
        return topic + ".dead." + config.name();
    }

    private NewTopic topic(String name) {
        return new NewTopic(name, Optional.of(config.partitions()), Optional.of(config.replicas()));
    }

    private void create(List<NewTopic> topics) {
        if (topics.isEmpty()) {
            return;
        }
        try (Admin admin = Admin.create(new HashMap<>(broker))) {
            for (var creation : admin.createTopics(topics).values().entrySet()) {
                try {
                    creation.getValue().get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new KafkaException("Cannot create topic " + creation.getKey(), e.getCause());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }
}
