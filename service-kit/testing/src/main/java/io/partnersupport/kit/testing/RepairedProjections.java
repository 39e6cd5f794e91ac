package io.partnersupport.kit.testing;

import static io.partnersupport.kit.testing.Patience.await;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateProjection;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Has a service's operators mend what happened to its projections, through the API and while events go on: damage, which
 * a rebuild makes undone (I6), and records that could not be taken, which are replayed (I10). It sends variants of the
 * owners' examples, and takes all projections that keep tables, so that a new one is covered by being there.
 */
final class RepairedProjections {
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern KEY = Pattern.compile("\"\\w+\"\\s*:\\s*\"([^\"]+)\""); // the first field
    /** Where the name of the event does not follow from the topic. */
    private static final Map<String, EventContract> CONTRACTS =
            Map.of("linking.links", new EventContract("contract-linking-service", "contract-link"));

    private record State(String topic, String key, String json) {}

    private final Map<String, List<ProjectionTable>> tables;
    private final DataSource database;
    private final Set<String> ownColumns;
    private final BinaryOperator<String> sent;
    private final Person operator = Person.operator();
    private final String operations =
            "/v1/operations/" + ConfigProvider.getConfig().getValue("quarkus.application.name", String.class);

    /**
     * @param sent what to send to a topic, made of its owner's example
     * @param ownColumns in which the service itself notes what it did with a row
     */
    RepairedProjections(
            List<StateProjection<?>> projections,
            DataSource database,
            BinaryOperator<String> sent,
            String... ownColumns) {
        this.tables = projections.stream()
                .filter(projection -> !projection.tables().isEmpty())
                .collect(toMap(StateProjection::topic, StateProjection::tables, (a, b) -> a, TreeMap::new));
        this.database = database;
        this.sent = sent;
        this.ownColumns = Set.of(ownColumns);
    }

    /** Rows are changed in every column, deleted and invented; after a rebuild under traffic all is as it was. */
    void assertRebuilt() {
        Map<String, List<State>> states = sentStates(6);
        rebuild(() -> {});
        Map<String, List<String>> before = rows();

        states.forEach(this::damage);
        assertThat(rows().keySet())
                .allSatisfy(table -> assertThat(rows().get(table)).as(table).isNotEqualTo(before.get(table)));
        List<State> changing =
                states.values().stream().map(ofTopic -> ofTopic.get(5)).toList();
        long[] sequence = {2};
        Map<String, JsonPath> replays = rebuild(() -> {
            sequence[0]++;
            send(changing, sequence[0]);
        });

        assertThat(replays).allSatisfy((topic, replay) -> {
            assertThat(replay.getLong("removed")).as("swept of " + topic).isPositive();
            assertThat(replay.getLong("offsetsDone")).isEqualTo(replay.getLong("offsets"));
        });
        await().untilAsserted(() -> {
            assertThat(rows()).containsExactlyInAnyOrderEntriesOf(before);
            assertThat(changing)
                    .allSatisfy(state -> assertThat(sequencesOf(state)).containsOnly(sequence[0]));
        });
    }

    /** What could not be taken is listed with its origin and reason, and taken once its cause is gone. */
    void assertReplayed() {
        List<State> states =
                sentStates(1).values().stream().flatMap(List::stream).toList();
        eachTable(table -> execute("ALTER TABLE %s ADD CONSTRAINT poisoned_%s CHECK (sequence <> 4711) NOT VALID"
                .formatted(table.name(), nameOf(table))));
        try {
            send(states, 4711);
            states.forEach(state -> TestTopics.send(state.topic(), state.key(), 4712, "{"));
            await().untilAsserted(() -> assertThat(states).allSatisfy(state -> {
                List<Map<String, String>> letters = letters(state);
                assertThat(letters)
                        .as("dead letters of " + state.topic())
                        .hasSize(2)
                        .allSatisfy(letter -> assertThat(letter)
                                .containsKey("buriedAt")
                                .doesNotContainKey("takenAt")
                                .hasEntrySatisfying(
                                        "origin", origin -> assertThat(origin).startsWith(state.topic() + "-")));
                assertThat(letters)
                        .extracting(letter -> letter.get("reason"))
                        .anyMatch(reason -> reason.contains("23514"));
                assertThat(letters)
                        .extracting(letter -> letter.get("reason"))
                        .anyMatch(reason -> reason.startsWith("unreadable"));
                assertThat(sequencesOf(state)).containsOnly(2L);
            }));
        } finally {
            eachTable(table ->
                    execute("ALTER TABLE %s DROP CONSTRAINT poisoned_%s".formatted(table.name(), nameOf(table))));
        }

        Map<String, JsonPath> replays = replay("DEAD_LETTERS", () -> {});
        assertThat(replays).allSatisfy((topic, replay) -> {
            assertThat(replay.getLong("taken")).as("taken of " + topic).isPositive();
            assertThat(replay.getLong("refused"))
                    .as("still unreadable of " + topic)
                    .isPositive();
        });
        assertThat(states).allSatisfy(state -> {
            assertThat(sequencesOf(state)).containsOnly(4711L);
            assertThat(letters(state))
                    .filteredOn(letter -> letter.containsKey("takenAt"))
                    .hasSize(1);
        });
        Map<String, List<String>> replayed = rows();
        rebuild(() -> {});
        await().untilAsserted(() -> assertThat(rows()).isEqualTo(replayed));
    }

    private Map<String, List<State>> sentStates(int perTopic) {
        TestTopics.create(tables.keySet().toArray(String[]::new));
        Map<String, List<State>> states = new TreeMap<>();
        tables.keySet().forEach(topic -> states.put(topic, variants(topic, perTopic)));
        List<State> all = states.values().stream().flatMap(List::stream).toList();
        send(all, 1);
        send(all, 2);
        await().untilAsserted(() -> assertThat(all)
                .allSatisfy(state -> assertThat(sequencesOf(state))
                        .as(state.toString())
                        .isNotEmpty()
                        .containsOnly(2L)));
        return states;
    }

    private List<State> variants(String topic, int count) {
        String[] names = topic.split("\\.");
        EventContract contract = CONTRACTS.getOrDefault(
                topic, new EventContract(names[0] + "-service", names[1].substring(0, names[1].length() - 1)));
        String example = sent.apply(topic, contract.example());
        return IntStream.range(0, count).mapToObj(i -> variant(topic, example)).toList();
    }

    /** The same with other keys, and so of other aggregates. */
    private static State variant(String topic, String example) {
        Map<String, String> others = UUIDS.matcher(example)
                .results()
                .map(MatchResult::group)
                .distinct()
                .collect(toMap(uuid -> uuid, uuid -> UUID.randomUUID().toString()));
        String key = keyOf(example);
        others.computeIfAbsent(key, known -> {
            long random = ThreadLocalRandom.current().nextLong(9_000_000, 10_000_000);
            return known.matches("\\d{7}") ? "" + random : known + "-" + random;
        });
        String json = example;
        for (Map.Entry<String, String> other : others.entrySet()) {
            json = json.replace('"' + other.getKey() + '"', '"' + other.getValue() + '"');
        }
        return new State(topic, keyOf(json), json);
    }

    private static String keyOf(String example) {
        Matcher first = KEY.matcher(example);
        assertThat(first.find()).isTrue();
        return first.group(1);
    }

    private static void send(List<State> states, long sequence) {
        TestTopics.send(states.stream()
                .map(state -> TestTopics.event(state.topic(), state.key(), sequence, state.json()))
                .toList());
    }

    private Map<String, JsonPath> rebuild(Runnable traffic) {
        return replay("TOPIC", traffic);
    }

    /** Begins all at once, has traffic go on until all are complete, and answers with how they ended. */
    private Map<String, JsonPath> replay(String source, Runnable traffic) {
        Map<String, String> begun = new TreeMap<>();
        for (String topic : tables.keySet()) {
            traffic.run();
            begun.put(
                    topic,
                    operator.requestWithKey()
                            .body(Map.of("topic", topic, "source", source))
                            .post(operations + "/replays")
                            .then()
                            .statusCode(202)
                            .extract()
                            .header("Location"));
        }
        Map<String, JsonPath> ended = new TreeMap<>();
        begun.forEach((topic, location) -> ended.put(
                topic,
                await().until(
                                () -> {
                                    traffic.run();
                                    return operator.request()
                                            .get(location)
                                            .then()
                                            .statusCode(200)
                                            .extract()
                                            .jsonPath();
                                },
                                replay -> replay.getString("completedAt") != null)));
        return ended;
    }

    private List<Map<String, String>> letters(State state) {
        List<Map<String, String>> letters = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            RequestSpecification request =
                    operator.request().queryParam("topic", state.topic()).queryParam("limit", 200);
            cursor.ifPresent(next -> request.queryParam("cursor", next));
            JsonPath page = request.get(operations + "/dead-letters")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            letters.addAll(page.getList("items"));
            cursor = Optional.ofNullable(page.getString("nextCursor"));
        } while (cursor.isPresent());
        return letters.stream()
                .filter(letter -> state.key().equals(letter.get("key")))
                .toList();
    }

    private void damage(String topic, List<State> states) {
        for (ProjectionTable table : tables.get(topic)) {
            List<String> keys = query("""
                    SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
                    WHERE i.indisprimary AND i.indrelid = CAST(? AS regclass)""", table.name());
            Map<String, String> types = query("""
                    SELECT attname || ' ' || format_type(atttypid, NULL) FROM pg_attribute
                    WHERE attrelid = CAST(? AS regclass) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''""", table.name()).stream()
                    .map(column -> column.split(" ", 2))
                    .collect(toMap(column -> column[0], column -> column[1]));
            String ofKey =
                    " WHERE %s = CAST(? AS %s) AND %s".formatted(table.keyColumn(), table.keyType(), table.where());
            long changed = types.keySet().stream()
                    .filter(column -> !keys.contains(column) && !ownColumns.contains(column))
                    .filter(column -> !List.of(table.keyColumn(), "sequence").contains(column))
                    .filter(column -> !refuses(
                            "UPDATE %s SET %s = %s%s"
                                    .formatted(table.name(), column, damaged(column, types.get(column)), ofKey),
                            states.get(0)))
                    .count();
            assertThat(changed).as("changed columns of " + table.name()).isPositive();
            execute("DELETE FROM " + table.name() + ofKey, states.get(1).key());
            execute(
                    "UPDATE " + table.name() + " SET sequence = 0" + ofKey,
                    states.get(2).key());
            // of a key that the topic does not know, and where a key has several rows, one more of a key that it does
            Stream.of(table.keyColumn(), keys.get(0)).distinct().forEach(key -> {
                String columns = String.join(", ", types.keySet());
                String invented = types.keySet().stream()
                        .map(column -> column.equals(key) || keys.contains(column)
                                ? types.get(column).equals("uuid") ? "gen_random_uuid()" : column + " || '-invented'"
                                : column)
                        .collect(Collectors.joining(", "));
                execute(
                        "INSERT INTO %1$s (%2$s) SELECT %3$s FROM %1$s%4$s LIMIT 1"
                                .formatted(table.name(), columns, invented, ofKey),
                        states.get(3).key());
            });
        }
    }

    /** What a column may hold by mistake; a space, because some texts are JSON that jobs read meanwhile. */
    private static String damaged(String column, String type) {
        return switch (type) {
            case "text" -> column + " || ' '";
            case "boolean" -> "NOT " + column;
            case "integer", "bigint" -> column + " + 1";
            case "date", "timestamp with time zone" -> column + " + interval '1 day'";
            case "uuid" -> "gen_random_uuid()";
            case "jsonb" -> "'[]'";
            case "character varying[]" -> "array_append(" + column + ", 'damaged')";
            default -> throw new AssertionError("How is a " + type + " damaged?");
        };
    }

    /** The rows of all projections without their sequences. */
    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        tables.forEach((topic, ofTopic) -> ofTopic.forEach(table -> rows.put(
                topic + " in " + table.name(),
                query(
                        "SELECT CAST(to_jsonb(t) - 'sequence' - CAST(? AS text[]) AS text) FROM %s t WHERE %s ORDER BY 1"
                                .formatted(table.name(), table.where()),
                        "{" + String.join(",", ownColumns) + "}"))));
        return rows;
    }

    private List<Long> sequencesOf(State state) {
        return tables.get(state.topic()).stream()
                .flatMap(table -> query(
                        "SELECT CAST(sequence AS text) FROM %s WHERE %s = CAST(? AS %s) AND %s"
                                .formatted(table.name(), table.keyColumn(), table.keyType(), table.where()),
                        state.key())
                        .stream())
                .map(Long::valueOf)
                .toList();
    }

    private void eachTable(Consumer<ProjectionTable> action) {
        tables.values().stream().map(ofTopic -> ofTopic.get(0)).forEach(action);
    }

    private static String nameOf(ProjectionTable table) {
        return table.name() + Integer.toHexString(table.where().hashCode());
    }

    private boolean refuses(String sql, State state) {
        try {
            execute(sql, state.key());
            return false;
        } catch (IllegalStateException e) {
            return true; // the schema itself keeps that from happening
        }
    }

    private void execute(String sql, String... parameters) {
        run(sql, PreparedStatement::execute, parameters);
    }

    private List<String> query(String sql, String... parameters) {
        return run(
                sql,
                statement -> {
                    List<String> values = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            values.add(rows.getString(1));
                        }
                    }
                    return values;
                },
                parameters);
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Use<T> use, String... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            return use.of(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
