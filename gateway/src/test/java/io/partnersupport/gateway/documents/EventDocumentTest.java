package io.partnersupport.gateway.documents;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document of the events says what the services are configured, allowed and written to do. */
class EventDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern EVENT_TYPE = Pattern.compile("\"(partnersupport\\.[a-z-]+\\.[a-z-]+)\"");
    private static final List<String> SERVICES =
            List.of("entitlement-service", "activation-service", "contract-linking-service", "incident-service");

    private final YAMLMapper yaml = new YAMLMapper();
    private final ObjectNode document = EventDocument.read(yaml);

    @Test
    void everyTopicOfTheServicesIsAChannelWithItsPolicy() {
        Map<String, String> expected = new TreeMap<>();
        for (String service : SERVICES) {
            Properties configured = properties(service + "/src/main/resources/application.properties");
            list(configured, "partnersupport.messaging.state-topics").forEach(topic -> expected.put(topic, "state"));
            list(configured, "partnersupport.messaging.fact-topics").forEach(topic -> expected.put(topic, "fact"));
            read(service).forEach(topic -> expected.put(deadLetters(topic, service), "deadLetters"));
        }

        assertThat(channels()).isEqualTo(expected);
    }

    @Test
    void servicesSendAndReceiveWhatTheirPrincipalsMay() {
        Set<String> expected = new TreeSet<>();
        for (String service : SERVICES) {
            channels().keySet().stream()
                    .filter(topic -> topic.startsWith(owned(service) + ".") && !topic.contains(".dead."))
                    .forEach(topic -> expected.add(service + " send " + topic));
            read(service).forEach(topic -> {
                expected.add(service + " receive " + topic);
                expected.add(service + " send " + deadLetters(topic, service));
            });
        }

        assertThat(members(document.path("operations"))
                        .map(operation -> "%s %s %s"
                                .formatted(
                                        operation.at("/tags/0/name").asText(),
                                        operation.path("action").asText(),
                                        referred(operation.path("channel"))
                                                .path("address")
                                                .asText()))
                        .collect(toSet()))
                .isEqualTo(expected);
    }

    @Test
    void payloadsAndExamplesAreTheFilesOfTheServices() throws IOException {
        Set<JsonNode> schemas = members(document.at("/components/schemas")).collect(toSet());
        Set<JsonNode> examples = members(document.at("/components/messages"))
                .map(message -> message.at("/examples/0/payload"))
                .collect(toSet());
        for (String service : SERVICES) {
            for (Path file : files(service + "/src/main/resources/events")) {
                JsonNode event = yaml.readTree(file.toFile());
                if (file.toString().endsWith(".schema.json")) {
                    assertThat(schemas)
                            .as(file.toString())
                            .contains(((ObjectNode) event).without(List.of("$schema", "$id")));
                } else {
                    assertThat(examples).as(file.toString()).contains(event);
                }
            }
        }
    }

    @Test
    void everyTypeOfEventThatTheServicesTellIsThere() throws IOException {
        Set<String> told = new TreeSet<>();
        for (String service : SERVICES) {
            for (Path file : files(service + "/src/main/java")) {
                if (file.getParent().endsWith("messaging")) {
                    EVENT_TYPE
                            .matcher(Files.readString(file))
                            .results()
                            .map((MatchResult found) -> found.group(1))
                            .forEach(told::add);
                }
            }
        }

        assertThat(members(document.at("/components/messages"))
                        .filter(message -> message.path("headers").has("allOf"))
                        .map(message -> message.at("/headers/properties/ce_type"))
                        .flatMap(type -> type.has("const")
                                ? Stream.of(type.path("const").asText())
                                : members(type.path("enum")).map(JsonNode::asText))
                        .collect(toSet()))
                .isEqualTo(told);
    }

    private Map<String, String> channels() {
        Map<String, String> channels = new TreeMap<>();
        members(document.path("channels"))
                .forEach(channel -> channels.put(
                        channel.path("address").asText(),
                        channel.at("/bindings/$ref").asText().replaceFirst(".*/", "")));
        return channels;
    }

    private JsonNode referred(JsonNode reference) {
        return document.at(reference.path("$ref").asText().substring(1));
    }

    private static List<String> read(String service) {
        return list(properties("deploy/kafka/principals.properties"), service + ".reads");
    }

    private static String owned(String service) {
        return properties("deploy/kafka/principals.properties").getProperty(service + ".owns");
    }

    private static String deadLetters(String topic, String reader) {
        return topic + ".dead." + owned(reader);
    }

    private static Properties properties(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(ROOT.resolve(file))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static List<String> list(Properties properties, String name) {
        return List.of(properties.getProperty(name).split("[, ]+"));
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Stream<JsonNode> members(JsonNode node) {
        return node.valueStream();
    }
}
