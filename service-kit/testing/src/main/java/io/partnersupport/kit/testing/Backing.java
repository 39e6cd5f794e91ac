package io.partnersupport.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Starts PostgreSQL, Kafka and the token issuer once for all tests of a module. */
public class Backing implements QuarkusTestResourceLifecycleManager {
    private EmbeddedPostgres postgres;
    private EmbeddedKafkaBroker kafka;
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
        config.put("quarkus.datasource.jdbc.url", postgres.getJdbcUrl("postgres", "postgres"));
        config.put("quarkus.datasource.username", "postgres");
        config.put("quarkus.datasource.password", "postgres");
        config.put("kafka.bootstrap.servers", bootstrapOf(kafka.getAdvertisedListeners()));
        config.put("partnersupport.cursor-key", Base64.getEncoder().encodeToString(new byte[32]));
        config.put("partnersupport.messaging.topic.partitions", "2");
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.management.test-port", "0");
        return config;
    }

    private static String bootstrapOf(String listeners) {
        return listeners.replaceAll("[A-Z_]+://", "");
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (issuer != null) {
            issuer.close();
        }
        if (postgres != null) {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
