package io.partnersupport.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaPrincipalTest {
    private static final Path TABLE = Path.of("../kafka/principals.properties");

    @TempDir
    private Path folder;

    @Test
    void readsTheTableOfEveryService() {
        List<KafkaPrincipal> principals = KafkaPrincipal.load(TABLE);

        assertThat(principals)
                .extracting(KafkaPrincipal::name, KafkaPrincipal::owns)
                .containsExactly(
                        tuple("activation-service", "activation"),
                        tuple("contract-linking-service", "linking"),
                        tuple("entitlement-service", "entitlement"),
                        tuple("incident-service", "incident"));
    }

    @Test
    void readsOnlyTopicsOfOtherServices() {
        List<KafkaPrincipal> principals = KafkaPrincipal.load(TABLE);
        List<String> owners = principals.stream().map(KafkaPrincipal::owns).toList();

        assertThat(principals)
                .allSatisfy(principal -> assertThat(principal.reads())
                        .isNotEmpty()
                        .allSatisfy(topic ->
                                assertThat(topic.split("\\.")[0]).isIn(owners).isNotEqualTo(principal.owns())));
    }

    @Test
    void allowsWhatTheTableSaysAndNothingElse() {
        var principal = new KafkaPrincipal("linking-service", "linking", List.of("activation.contracts"));

        assertThat(principal.permissions().stream().map(KafkaPrincipalTest::sentence))
                .containsExactlyInAnyOrder(
                        "CREATE TOPIC linking.*",
                        "WRITE TOPIC linking.*",
                        "DESCRIBE TOPIC linking.*",
                        "ALTER_CONFIGS TOPIC linking.*",
                        "READ TOPIC activation.contracts",
                        "DESCRIBE TOPIC activation.contracts",
                        "CREATE TOPIC activation.contracts.dead.linking",
                        "WRITE TOPIC activation.contracts.dead.linking",
                        "DESCRIBE TOPIC activation.contracts.dead.linking",
                        "READ TOPIC activation.contracts.dead.linking",
                        "READ GROUP linking-service*",
                        "WRITE TRANSACTIONAL_ID linking-service*",
                        "DESCRIBE TRANSACTIONAL_ID linking-service*",
                        "IDEMPOTENT_WRITE CLUSTER kafka-cluster");
        assertThat(principal.permissions())
                .allMatch(binding -> binding.entry().principal().equals("User:linking-service"));
    }

    @Test
    void refusesATableWithAMisspeltLine() throws IOException {
        Path table = folder.resolve("principals.properties");
        Files.writeString(table, "a-service.owns = a\nb-service.reads = a.things\n");

        assertThatThrownBy(() -> KafkaPrincipal.load(table))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("b-service.reads");
    }

    private static String sentence(AclBinding binding) {
        var resource = binding.pattern();
        String prefix = resource.patternType() == PatternType.PREFIXED ? "*" : "";
        return binding.entry().operation() + " " + resource.resourceType() + " " + resource.name() + prefix;
    }
}
