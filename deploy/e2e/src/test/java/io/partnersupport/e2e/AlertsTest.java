package io.partnersupport.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.restassured.RestAssured;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rules of deploy/alerts look at metrics that the services have, and every alert has its page. */
@ExtendWith(Stack.class)
class AlertsTest {
    private static final Path ALERTS = Path.of("../alerts").toAbsolutePath().normalize();
    /** A name that is no function, once label matchers, ranges and groupings are taken out. */
    private static final Pattern METRIC = Pattern.compile("\\b(?!or\\b|and\\b|unless\\b)[a-z][a-z0-9_]*\\b(?!\\s*\\()");

    @Test
    void everyMetricIsThere() throws IOException {
        Set<String> metrics = rules().map(rule -> rule.get("expr")
                        .textValue()
                        .replaceAll("\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)", " "))
                .flatMap(expression -> METRIC.matcher(expression).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(metrics)
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(Stack.SERVICES)
                        .as(metric)
                        .filteredOn(service -> hasMetric(service, metric))
                        .isEqualTo(metric.startsWith("ledger") ? List.of("incident-service") : Stack.SERVICES));
    }

    @Test
    void everyAlertHasItsPage() throws IOException {
        List<String> sections = Files.readAllLines(ALERTS.resolve("README.md"));
        assertThat(rules()).isNotEmpty().allSatisfy(rule -> {
            String alert = rule.get("alert").textValue();
            JsonNode annotations = rule.get("annotations");
            assertThat(annotations.get("summary").textValue()).isNotBlank();
            assertThat(annotations.get("description").textValue()).isNotBlank();
            assertThat(annotations.get("runbook_url").textValue())
                    .isEqualTo("deploy/alerts/README.md#" + alert.toLowerCase(Locale.ROOT));
            assertThat(sections).contains("## " + alert);
        });
    }

    @Test
    void theRulesFireWhereTheyShould() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
                "SKIPPED: the tests of the alert rules need Prometheus' promtool on the PATH");
        Process promtool = new ProcessBuilder("promtool", "test", "rules", "alerts.test.yaml")
                .directory(ALERTS.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(said).isZero();
    }

    private static Stream<JsonNode> rules() throws IOException {
        JsonNode groups = new YAMLMapper()
                .readTree(ALERTS.resolve("alerts.yaml").toFile())
                .get("groups");
        return groups.valueStream().flatMap(group -> group.get("rules").valueStream());
    }

    private static boolean hasMetric(String service, String metric) {
        return RestAssured.get(Stack.management(service) + "/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .anyMatch(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "));
    }
}
