package io.partnersupport.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A business service: its own database, its own Kafka principal, its own keys. */
final class Service extends Application {
    private final String database;
    private final Map<String, String> keys;

    private Service(String name, int port, String database, Map<String, String> keys, Context context) {
        super(name, port, context);
        this.database = database;
        this.keys = keys;
    }

    static List<Service> all(Context context) {
        Secrets secrets = context.secrets();
        Ports ports = context.ports();
        String digestKeys = secrets.keyRing("pair-digest-keys");
        return List.of(
                new Service("entitlement-service", ports.entitlement(), "entitlement", Map.of(), context),
                new Service(
                        "activation-service",
                        ports.activation(),
                        "activation",
                        Map.of(
                                "PAIR_DIGEST_KEYS",
                                digestKeys,
                                "ENCRYPTION_KEYS",
                                secrets.keyRing("encryption-keys"),
                                "SMTP_HOST",
                                "localhost",
                                "SMTP_PORT",
                                Integer.toString(ports.smtp()),
                                "MAIL_FROM",
                                "partner-support@program.example"),
                        context),
                new Service(
                        "contract-linking-service",
                        ports.linking(),
                        "linking",
                        Map.of("PAIR_DIGEST_KEYS", digestKeys),
                        context),
                new Service(
                        "incident-service",
                        ports.incident(),
                        "incident",
                        Map.of(
                                "ENCRYPTION_KEYS",
                                secrets.keyRing("encryption-keys.incident-service"),
                                "WEBHOOK_TRUSTED_HOSTS", // receivers on this machine
                                "localhost"),
                        context));
    }

    @Override
    Set<String> needs() {
        return Set.of(Postgres.NAME, KafkaBroker.NAME);
    }

    @Override
    Map<String, String> ownEnvironment() {
        Secrets secrets = context().secrets();
        Map<String, String> environment = new LinkedHashMap<>(keys);
        environment.put("DATABASE_URL", context().ports().database(database));
        environment.put("DATABASE_USER", database);
        environment.put("DATABASE_PASSWORD", secrets.password("postgres." + database));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", context().ports().kafkaBootstrap());
        environment.put("KAFKA_USER", name());
        environment.put("KAFKA_PASSWORD", secrets.password("kafka." + name()));
        environment.put("CURSOR_KEY", secrets.key("cursor-key." + name()));
        return environment;
    }
}
