package io.partnersupport.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A service as Kafka knows it.
 *
 * @param owns prefix of the topics that it creates and writes
 * @param reads topics of others
 */
record KafkaPrincipal(String name, String owns, List<String> reads) {
    KafkaPrincipal {
        reads = List.copyOf(reads);
    }

    /** Reads the table in {@code deploy/kafka/principals.properties}, in the order of the names. */
    static List<KafkaPrincipal> load(Path file) {
        var table = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            table.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String key : table.stringPropertyNames()) {
            if (!key.endsWith(".owns") && !table.containsKey(key.replaceFirst("\\.reads$", ".owns"))) {
                throw new StackFailure(file + ": " + key + " stands alone; expected are <principal>.owns and .reads.");
            }
        }
        return table.stringPropertyNames().stream()
                .filter(key -> key.endsWith(".owns"))
                .map(key -> key.substring(0, key.length() - ".owns".length()))
                .sorted()
                .map(name -> new KafkaPrincipal(
                        name,
                        table.getProperty(name + ".owns"),
                        List.of(table.getProperty(name + ".reads", "").strip().split("\\s+")).stream()
                                .filter(topic -> !topic.isEmpty())
                                .toList()))
                .toList();
    }

    /** Everything that it may do; what is not here is refused. */
    List<AclBinding> permissions() {
        var permissions = new ArrayList<AclBinding>();
        allow(
                permissions,
                new ResourcePattern(ResourceType.TOPIC, owns + ".", PatternType.PREFIXED),
                AclOperation.CREATE,
                AclOperation.WRITE,
                AclOperation.DESCRIBE,
                AclOperation.ALTER_CONFIGS);
        for (String topic : reads) {
            allow(permissions, literal(ResourceType.TOPIC, topic), AclOperation.READ, AclOperation.DESCRIBE);
            allow(
                    permissions,
                    literal(ResourceType.TOPIC, topic + ".dead." + owns),
                    AclOperation.CREATE,
                    AclOperation.WRITE,
                    AclOperation.DESCRIBE,
                    AclOperation.READ);
        }
        allow(permissions, new ResourcePattern(ResourceType.GROUP, name, PatternType.PREFIXED), AclOperation.READ);
        allow(
                permissions,
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, name, PatternType.PREFIXED),
                AclOperation.WRITE,
                AclOperation.DESCRIBE);
        allow(permissions, literal(ResourceType.CLUSTER, Resource.CLUSTER_NAME), AclOperation.IDEMPOTENT_WRITE);
        return permissions;
    }

    private static ResourcePattern literal(ResourceType type, String name) {
        return new ResourcePattern(type, name, PatternType.LITERAL);
    }

    private void allow(List<AclBinding> permissions, ResourcePattern resource, AclOperation... operations) {
        for (AclOperation operation : operations) {
            permissions.add(new AclBinding(
                    resource, new AccessControlEntry("User:" + name, "*", operation, AclPermissionType.ALLOW)));
        }
    }
}
