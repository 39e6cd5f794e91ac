import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka's own produce to consume, acks=all, at a steady rate: {@code KafkaPath BOOTSTRAP PASSWORD RATE SECONDS} prints
 * "p50-µs p99-µs".
 */
class KafkaPath {
    private static final String TOPIC = "incident.bench";
    private static final byte[] PAYLOAD = "x".repeat(400).getBytes(StandardCharsets.US_ASCII); // as events are

    public static void main(String[] arguments) throws Exception {
        int rate = Integer.parseInt(arguments[2]);
        int events = rate * Integer.parseInt(arguments[3]);
        Map<String, Object> broker = new HashMap<>(Map.of(
                "bootstrap.servers", arguments[0], "security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"admin\" password=\""
                        + arguments[1] + "\";"));
        try (Admin admin = Admin.create(broker)) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(3), Optional.of((short) 1)))).all().get();
            }
        }
        long[] micros = new long[events];
        CountDownLatch assigned = new CountDownLatch(1);
        Thread reader = new Thread(() -> read(broker, micros, assigned));
        reader.start();
        assigned.await(30, TimeUnit.SECONDS);
        broker.put("acks", "all");
        try (var producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer())) {
            long begin = System.nanoTime() + 2_000_000_000L; // after the first fetch
            for (int i = -rate; i < events; i++) {
                long due = begin + i * 1_000_000_000L / rate;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.sleep(left);
                }
                var event = new ProducerRecord<>(TOPIC, Integer.toString(i), PAYLOAD);
                event.headers().add("sent", Long.toString(System.nanoTime()).getBytes(StandardCharsets.US_ASCII));
                event.headers().add("number", Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
                producer.send(event);
            }
        }
        reader.join();
        java.util.Arrays.sort(micros);
        System.out.println(micros[events / 2] + " " + micros[events * 99 / 100]);
    }

    private static void read(Map<String, Object> broker, long[] micros, CountDownLatch assigned) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put("group.id", "bench-" + System.nanoTime());
        settings.put("auto.offset.reset", "latest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            for (int read = 0; read < micros.length; ) {
                for (var event : consumer.poll(Duration.ofMillis(100))) {
                    int number = number(event.headers().lastHeader("number").value());
                    if (number >= 0) {
                        micros[number] = (System.nanoTime() - Long.parseLong(new String(event.headers().lastHeader("sent").value(), StandardCharsets.US_ASCII))) / 1000;
                        read++;
                    }
                }
                if (!consumer.assignment().isEmpty()) {
                    assigned.countDown();
                }
            }
        }
    }

    private static int number(byte[] text) {
        return Integer.parseInt(new String(text, StandardCharsets.US_ASCII));
    }
}
