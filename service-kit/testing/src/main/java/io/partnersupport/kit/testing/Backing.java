package io.partnersupport.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts PostgreSQL, Kafka and the token issuer once for all tests of a module. */
public class Backing implements QuarkusTestResourceLifecycleManager {
    private static final Pattern CLIENT_LISTENER = Pattern.compile("PLAINTEXT://[^:,]+:(?<port>[0-9]+)");

    private EmbeddedPostgres postgres;
    private EmbeddedKafkaBroker kafka;
    private String kafkaAddress;
    private TokenIssuer issuer;

    @Override
    public Map<String, String> start() {
        try {
            postgres = EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kafka = new EmbeddedKafkaBroker()
                .withNodeId(0)
                .withDeleteLogDirsOnClose(true)
                .withAdditionalProperties(broker -> {
                    kafkaAddress = "localhost:" + Line.TO_KAFKA.plugInto(portOf(broker.getProperty("listeners")));
                    broker.put("advertised.listeners", "PLAINTEXT://" + kafkaAddress);
                    broker.put("auto.create.topics.enable", "false");
                    broker.put("offsets.topic.replication.factor", "1");
                    broker.put("transaction.state.log.replication.factor", "1");
                    broker.put("transaction.state.log.min.isr", "1");
                    broker.put("group.initial.rebalance.delay.ms", "0");
                    broker.put("offsets.topic.num.partitions", "1");
                    broker.put("transaction.state.log.num.partitions", "1");
                })
                .start();
        issuer = new TokenIssuer();
        Map<String, String> config = new HashMap<>(issuer.config());
        config.put(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://localhost:%d/postgres".formatted(Line.TO_POSTGRESQL.plugInto(postgres.getPort())));
        config.put("quarkus.datasource.username", "postgres");
        config.put("quarkus.datasource.password", "postgres");
        config.put("kafka.bootstrap.servers", kafkaAddress);
        config.put("partnersupport.cursor-key", Base64.getEncoder().encodeToString(new byte[32]));
        config.put("partnersupport.messaging.topic.partitions", "2");
        // what the embedded broker tells about itself would hide what the service says
        config.put("quarkus.log.category.\"kafka\".level", "ERROR");
        config.put("quarkus.log.category.\"state.change.logger\".level", "ERROR");
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.management.test-port", "0");
        return config;
    }

    private static int portOf(String listeners) {
        Matcher client = CLIENT_LISTENER.matcher(listeners);
        if (!client.find()) {
            throw new IllegalStateException(listeners);
        }
        return Integer.parseInt(client.group("port"));
    }

    @Override
    public void stop() {
        if (kafka != null) {
            Line.TO_KAFKA.restore(); // the service says good-bye to the broker before it goes
            kafka.close();
            Line.TO_KAFKA.close();
        }
        if (issuer != null) {
            issuer.close();
        }
        if (postgres != null) {
            try {
                postgres.close();
                Line.TO_POSTGRESQL.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
