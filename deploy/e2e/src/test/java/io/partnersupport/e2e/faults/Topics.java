package io.partnersupport.e2e.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The suite's topics, read and written by a plain client that may do everything. */
final class Topics implements AutoCloseable {
    private static final String HEARTBEAT = "partnersupport.heartbeat";
    private static final List<String> OWNERS = List.of("entitlement.", "activation.", "linking.", "incident.");

    private final Lab lab;
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;

    Topics(Lab lab) {
        this.lab = lab;
        this.admin = Admin.create(settings(lab));
        Map<String, Object> settings = settings(lab);
        settings.put("acks", "all");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> settings(Lab lab) {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                "localhost:" + lab.port(Lab.KAFKA),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"admin\" password=\""
                        + lab.secret("kafka.admin.password") + "\";"));
    }

    /** Whether the broker does its work. */
    static boolean answers(Lab lab) {
        Map<String, Object> settings = settings(lab);
        settings.put("default.api.timeout.ms", 2000);
        settings.put("request.timeout.ms", 1500);
        try (Admin admin = Admin.create(settings)) {
            Set<String> topics = admin.listTopics().names().get(3, TimeUnit.SECONDS);
            // each partition has a leader that lets itself be read
            admin.describeTopics(topics).allTopicNames().get(3, TimeUnit.SECONDS);
            return topics.isEmpty()
                    || !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Names of the topics of states and facts, or of dead letters. */
    Set<String> names(boolean ofDeadLetters) {
        try {
            return admin.listTopics().names().get().stream()
                    .filter(name -> OWNERS.stream().anyMatch(name::startsWith))
                    .filter(name -> name.contains(".dead.") == ofDeadLetters)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Has nothing be compacted away, so that everything that was ever sent can be counted. */
    void keepEverything() {
        var keep = List.of(new AlterConfigOp(new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET));
        try {
            admin.incrementalAlterConfigs(names(false).stream()
                            .collect(Collectors.toMap(
                                    name -> new ConfigResource(ConfigResource.Type.TOPIC, name), name -> keep)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** How many instances of a service share its topics. */
    int members(String service) {
        try {
            return admin.describeConsumerGroups(List.of(service))
                    .describedGroups()
                    .get(service)
                    .get()
                    .members()
                    .size();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether a service has taken everything before these ends, of the topics that it reads. */
    boolean hasTaken(String service, Map<TopicPartition, Long> ends) {
        try {
            var taken = admin.listConsumerGroupOffsets(service)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return !taken.isEmpty()
                    && taken.entrySet().stream()
                            .allMatch(one -> one.getValue().offset() >= ends.getOrDefault(one.getKey(), 0L));
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    Map<TopicPartition, Long> ends(Set<String> topics) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer, topics));
        }
    }

    /** Every record that was committed, without heartbeats, in the order of each partition. */
    List<ConsumerRecord<String, byte[]>> read(Set<String> topics) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topics);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(event -> {
                    if (!HEARTBEAT.equals(header(event, "ce_type"))) {
                        records.add(event);
                    }
                });
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("Topics cannot be read to their ends");
                }
            }
            return records;
        }
    }

    /** How many events were sent more than once. */
    long duplicates() {
        var events = read(names(false));
        return events.size()
                - events.stream()
                        .map(event -> header(event, "ce_id"))
                        .distinct()
                        .count();
    }

    static String header(ConsumerRecord<String, byte[]> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Sends and waits for the acknowledgement of everything. */
    void send(List<ProducerRecord<String, byte[]>> records) {
        var sent = records.stream().map(producer::send).toList();
        for (var one : sent) {
            try {
                one.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = settings(lab);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("max.poll.records", 5000);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, Set<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        admin.close(Duration.ofSeconds(2));
    }
}
