package io.partnersupport.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** Kafka: one node that is broker and controller, with a principal per service and nothing allowed without one. */
final class KafkaBroker extends Part {
    static final String NAME = "kafka";
    private static final String ADMIN = "admin";
    private static final long ANSWER_SECONDS = 20;
    /** Kept, because a logger that nobody holds forgets its level. */
    private static final Logger CLIENT_LOG = Logger.getLogger("org.apache.kafka");

    KafkaBroker(Context context) {
        super(NAME, context);
        // waiting for a broker means many failed connections, which are no news
        CLIENT_LOG.setLevel(Level.OFF);
    }

    @Override
    Set<String> needs() {
        return Set.of();
    }

    @Override
    Map<Integer, String> ports() {
        return Map.of(context().ports().kafka(), "Kafka", context().ports().kafkaController(), "Kafka's controller");
    }

    @Override
    List<String> command() {
        Path folder = context().data().directory("kafka");
        Path configuration = folder.resolve("server.properties");
        Path logging = folder.resolve("logging.properties");
        PrivateFiles.write(configuration, configuration(folder));
        PrivateFiles.write(logging, LOGGING);
        if (!Files.exists(folder.resolve("formatted"))) {
            format(folder, configuration);
        }
        return java(
                "-Xms128m",
                "-Xmx384m",
                "-Djava.util.logging.config.file=" + logging,
                "-cp",
                context().repository().libraries(),
                "kafka.Kafka",
                configuration.toString());
    }

    private void format(Path folder, Path configuration) {
        PrivateFiles.delete(folder.resolve("data"));
        // an argument file, because everybody on the machine can read a command line
        Path arguments = folder.resolve("format.args");
        PrivateFiles.write(arguments, """
                -Djava.util.logging.config.file="%s"
                -cp "%s"
                kafka.tools.StorageTool format
                --cluster-id %s
                --config "%s"
                --add-scram "SCRAM-SHA-512=[name=%s,password=%s]"
                """.formatted(
                        folder.resolve("logging.properties"),
                        context().repository().libraries(),
                        Uuid.randomUuid(),
                        configuration,
                        ADMIN,
                        password(ADMIN)));
        Commands.run("Kafka cannot format its data folder", List.of(java().get(0), "@" + arguments));
        PrivateFiles.delete(arguments);
        PrivateFiles.write(folder.resolve("formatted"), "");
    }

    private String configuration(Path folder) {
        return """
                process.roles = broker,controller
                node.id = 1
                controller.quorum.voters = 1@127.0.0.1:%2$d
                log.dirs = %3$s

                listeners = CLIENTS://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners = CLIENTS://localhost:%1$d
                listener.security.protocol.map = CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
                inter.broker.listener.name = CLIENTS
                controller.listener.names = CONTROLLER

                # nobody is anonymous, also not on the controller's listener
                listener.name.clients.sasl.enabled.mechanisms = SCRAM-SHA-512
                sasl.mechanism.inter.broker.protocol = SCRAM-SHA-512
                listener.name.clients.scram-sha-512.sasl.jaas.config = \
                  org.apache.kafka.common.security.scram.ScramLoginModule required username="%4$s" password="%5$s";
                listener.name.controller.sasl.enabled.mechanisms = PLAIN
                sasl.mechanism.controller.protocol = PLAIN
                listener.name.controller.plain.sasl.jaas.config = \
                  org.apache.kafka.common.security.plain.PlainLoginModule required \
                  username="controller" password="%6$s" user_controller="%6$s";
                authorizer.class.name = org.apache.kafka.metadata.authorizer.StandardAuthorizer
                super.users = User:%4$s;User:controller

                auto.create.topics.enable = false
                default.replication.factor = 1
                min.insync.replicas = 1
                group.initial.rebalance.delay.ms = 0
                offsets.topic.replication.factor = 1
                offsets.topic.num.partitions = 5
                transaction.state.log.replication.factor = 1
                transaction.state.log.min.isr = 1
                transaction.state.log.num.partitions = 5
                share.coordinator.state.topic.replication.factor = 1
                share.coordinator.state.topic.min.isr = 1
                # after a kill the broker is let in again when the session of its predecessor is over
                broker.session.timeout.ms = 4000
                broker.heartbeat.interval.ms = 1000
                # a relay's next transaction begins while the last one is being finished; 20 ms would be added to its events
                add.partitions.to.txn.retry.backoff.ms = 1
                # fits the small heap
                log.cleaner.dedupe.buffer.size = 16777216
                """.formatted(
                        context().ports().kafka(),
                        context().ports().kafkaController(),
                        folder.resolve("data"),
                        ADMIN,
                        password(ADMIN),
                        password("controller"));
    }

    private static final String LOGGING = """
            handlers = java.util.logging.ConsoleHandler
            .level = INFO
            java.util.logging.SimpleFormatter.format = %1$tF %1$tT,%1$tL %4$-7s [%3$s] %5$s%6$s%n
            """;

    private String password(String principal) {
        return context().secrets().password("kafka." + principal);
    }

    @Override
    boolean isReady() {
        try (Admin admin = connect(2_000)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    void arrange() {
        List<KafkaPrincipal> principals =
                KafkaPrincipal.load(context().repository().kafkaPrincipals());
        Set<AclBinding> wanted = new HashSet<>();
        principals.forEach(principal -> wanted.addAll(principal.permissions()));
        try (Admin admin = connect(10_000)) {
            Set<String> known =
                    Set.copyOf(answer(admin.describeUserScramCredentials().users()));
            answer(admin.alterUserScramCredentials(principals.stream()
                            .filter(principal -> !known.contains(principal.name()))
                            .map(principal -> credential(principal.name()))
                            .toList())
                    .all());

            Set<AclBinding> present = permissions(admin);
            answer(admin.createAcls(minus(wanted, present)).all());
            answer(admin.deleteAcls(minus(present, wanted).stream()
                            .map(AclBinding::toFilter)
                            .toList())
                    .all());
            // the broker learns from the controller a moment later, and a service must not be refused in between
            process().awaitReady(() -> permissions(admin).equals(wanted), Duration.ofSeconds(ANSWER_SECONDS));
        }
    }

    private UserScramCredentialAlteration credential(String principal) {
        var mechanism = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        return new UserScramCredentialUpsertion(principal, mechanism, password(principal));
    }

    private static Set<AclBinding> permissions(Admin admin) {
        return Set.copyOf(answer(admin.describeAcls(AclBindingFilter.ANY).values()));
    }

    private static Set<AclBinding> minus(Set<AclBinding> some, Set<AclBinding> others) {
        var rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private Admin connect(int timeoutMillis) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                context().ports().kafkaBootstrap(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                timeoutMillis,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                timeoutMillis,
                AdminClientConfig.SECURITY_PROTOCOL_CONFIG,
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + ADMIN
                        + "\" password=\"" + password(ADMIN) + "\";"));
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StackFailure("Kafka's principals and permissions cannot be set", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.");
        }
    }

    @Override
    Duration patience() {
        return Duration.ofSeconds(90);
    }
}
