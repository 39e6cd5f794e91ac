package io.partnersupport.e2e.faults;

import static io.partnersupport.e2e.faults.Lab.ACTIVATION;
import static io.partnersupport.e2e.faults.Lab.GATEWAY;
import static io.partnersupport.e2e.faults.Lab.INCIDENT;
import static io.partnersupport.e2e.faults.Lab.KAFKA;
import static io.partnersupport.e2e.faults.Lab.KEYCLOAK;
import static io.partnersupport.e2e.faults.Lab.LINKING;
import static io.partnersupport.e2e.faults.Lab.POSTGRES;
import static io.partnersupport.e2e.faults.Lab.SERVICES;

import com.fasterxml.jackson.databind.JsonNode;
import io.partnersupport.e2e.faults.Load.Partner;
import io.partnersupport.e2e.faults.Proxy.Gate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The faults of RELIABILITY.md. */
final class Faults {
    private static final Path PRINCIPALS = Path.of("../kafka/principals.properties");
    private static final Duration SILENCE = Duration.ofSeconds(12);
    private static final int MOST_REPLAYED = 3000;

    private final List<Fault> faults = new ArrayList<>();

    private Faults() {
        processes();
        connections();
        crashesBetweenTwoSteps();
        events();
        instances();
        signIn();
        clients();
    }

    static List<Fault> all() {
        return new Faults()
                .faults.stream()
                        .sorted(Comparator.comparing(Fault::inSmoke).reversed())
                        .toList();
    }

    private void add(String name, Fault.Strike strike) {
        faults.add(new Fault(name, false, strike));
    }

    private void addToSmoke(String name, Fault.Strike strike) {
        faults.add(new Fault(name, true, strike));
    }

    private void processes() {
        for (String service : SERVICES) {
            add("kill -9 " + service, trial -> {
                trial.awaitRandomMoment();
                trial.kill(service);
                trial.restart(service);
            });
        }
        add("kill -9 all services, one after the other, twice", trial -> {
            for (int round = 0; round < 2; round++) {
                for (String service : SERVICES) {
                    trial.awaitRandomMoment();
                    trial.kill(service);
                    trial.restart(service);
                }
            }
        });
        add("kill -9 gateway", trial -> {
            trial.awaitRandomMoment();
            trial.kill(GATEWAY);
            trial.restart(GATEWAY);
        });
        add("Kafka killed", trial -> {
            trial.without(KAFKA, SERVICES, Duration.ofSeconds(2), () -> trial.kill(KAFKA), () -> trial.restart(KAFKA));
        });
        add("Kafka killed, away for 10 s", trial -> {
            trial.without(KAFKA, SERVICES, Duration.ofSeconds(10), () -> trial.kill(KAFKA), () -> trial.restart(KAFKA));
        });
        add("Kafka stopped (SIGSTOP) for 45 s", trial -> stopped(trial, KAFKA, Duration.ofSeconds(45)));
        addToSmoke("PostgreSQL stopped immediately", trial -> {
            trial.without(
                    POSTGRES,
                    SERVICES,
                    Duration.ZERO,
                    () -> trial.lab.end(POSTGRES, "QUIT"),
                    () -> trial.restart(POSTGRES));
        });
        add("PostgreSQL killed, away for 15 s", trial -> {
            trial.people.renewTokens();
            trial.without(
                    POSTGRES,
                    SERVICES,
                    Duration.ofSeconds(15),
                    () -> trial.kill(POSTGRES),
                    () -> trial.restart(POSTGRES));
        });
        add("PostgreSQL stopped (SIGSTOP) for 15 s", trial -> {
            trial.people.renewTokens();
            stopped(trial, POSTGRES, Duration.ofSeconds(15));
        });
    }

    private static void stopped(Trial trial, String part, Duration time) {
        trial.without(part, SERVICES, time, () -> trial.lab.signal(part, "STOP"), () -> trial.lab.signal(part, "CONT"));
    }

    private void connections() {
        for (String service : SERVICES) {
            for (String part : List.of(POSTGRES, KAFKA)) {
                add(
                        "nothing passes between " + service + " and " + part,
                        trial -> trial.silence(service, part, SILENCE));
            }
            add("nothing passes between gateway and " + service, trial -> trial.silence(GATEWAY, service, SILENCE));
        }
        addToSmoke("connections cut between any two parts", trial -> {
            List<String[]> pairs = new ArrayList<>();
            SERVICES.forEach(service -> {
                pairs.add(new String[] {service, POSTGRES});
                pairs.add(new String[] {service, KAFKA});
                pairs.add(new String[] {GATEWAY, service});
            });
            Collections.shuffle(pairs, trial.random);
            for (String[] pair : pairs) {
                Proxy proxy = trial.lab.proxy(pair[1]);
                Lab.await(
                        pair[0] + " to be connected with " + pair[1],
                        Duration.ofSeconds(30),
                        () -> proxy.links(pair[0]) > 0);
                trial.without(
                        pair[1],
                        SERVICES.contains(pair[0]) ? List.of(pair[0]) : List.of(),
                        Duration.ofMillis(trial.random.nextInt(100)),
                        () -> proxy.set(pair[0], Gate.CLOSED),
                        () -> proxy.set(pair[0], Gate.OPEN));
                trial.awaitWork(1);
            }
        });
        if (Privileged.canDropPackets()) {
            for (String part : List.of(POSTGRES, KAFKA)) {
                add("packets to " + part + " dropped by the kernel", trial -> {
                    trial.people.renewTokens();
                    trial.without(
                            part,
                            SERVICES,
                            SILENCE,
                            () -> Privileged.dropPacketsTo(trial.lab.port(part)),
                            Privileged::dropNothing);
                });
            }
        }
        if (Privileged.canMount()) {
            add("PostgreSQL's disk is full", trial -> Privileged.fillDisk(trial, POSTGRES, "postgres", "QUIT"));
            add("Kafka's disk is full", trial -> Privileged.fillDisk(trial, KAFKA, "kafka/data", "KILL"));
        }
    }

    private void crashesBetweenTwoSteps() {
        for (String service : List.of(INCIDENT, ACTIVATION)) {
            faults.add(new Fault(
                    "crash of " + service + " between Kafka's acknowledgement and the removal from the outbox",
                    service.equals(INCIDENT),
                    trial -> {
                        trial.atStatement(Lab.DATABASES.get(service), "DELETE ON outbox", waiting -> {
                            trial.kill(service);
                            // it would go on without its client
                            waiting.execute("SELECT pg_terminate_backend(pid) FROM pg_locks"
                                    + " WHERE locktype = 'advisory' AND NOT granted");
                        });
                        long before = trial.topics.duplicates();
                        trial.restart(service);
                        Lab.await(
                                "what Kafka has to be sent again",
                                Duration.ofSeconds(30),
                                () -> trial.topics.duplicates() > before);
                    }));
        }
        Map<String, String> views =
                new TreeMap<>(Map.of(LINKING, "known_balance", ACTIVATION, "known_balance", INCIDENT, "contract_link"));
        views.forEach((service, view) -> faults.add(new Fault(
                "crash of " + service + " between the commit and the commit of the offsets",
                service.equals(LINKING),
                trial -> {
                    String database = Lab.DATABASES.get(service);
                    String known = "SELECT count(*) || ' ' || sum(sequence) FROM " + view;
                    String before = trial.lab.one(database, known);
                    trial.atStatement(
                            database,
                            "INSERT OR UPDATE ON " + view,
                            waiting -> trial.lab.proxy(KAFKA).set(service, Gate.SILENT));
                    Lab.await(
                            "the commit", Duration.ofSeconds(30), () -> !before.equals(trial.lab.one(database, known)));
                    trial.kill(service);
                    trial.lab.proxy(KAFKA).set(service, Gate.OPEN);
                    trial.restart(service);
                })));
    }

    private void events() {
        addToSmoke("every topic again from its start, three times, shuffled", trial -> {
            List<ConsumerRecord<String, byte[]>> records = trial.topics.read(trial.topics.names(false)).stream()
                    .filter(event -> !Checker.isPoison(event))
                    .toList();
            List<ConsumerRecord<String, byte[]>> latest =
                    records.subList(Math.max(0, records.size() - MOST_REPLAYED), records.size());
            List<ProducerRecord<String, byte[]>> again = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                latest.forEach(event -> again.add(new ProducerRecord<>(
                        event.topic(), event.partition(), event.key(), event.value(), event.headers())));
            }
            Collections.shuffle(again, trial.random);
            Trial.happened(!again.isEmpty(), "nothing was ever sent");
            trial.topics.send(again);
            var ends = trial.topics.ends(trial.topics.names(false));
            SERVICES.forEach(service -> Lab.await(
                    service + " to take everything again",
                    Duration.ofSeconds(60),
                    () -> trial.topics.hasTaken(service, ends)));
        });
        addToSmoke("one record in a hundred is poison", Faults::poison);
        add("what was refused for a while becomes dead letters, which are taken later", Faults::refusedForAWhile);
        add("every view rebuilt from its topic, under traffic", trial -> {
            for (String service : SERVICES) {
                for (String topic : topicsReadBy(service)) {
                    replay(trial, service, topic, "TOPIC");
                }
            }
        });
    }

    /** I10: each of them becomes a dead letter of each reader, and nothing else does. */
    private static void poison(Trial trial) {
        Map<String, Long> sizes = trial.topics.read(trial.topics.names(false)).stream()
                .collect(Collectors.groupingBy(ConsumerRecord::topic, Collectors.counting()));
        List<String> before = letters(trial);
        List<String> expected = new ArrayList<>();
        List<ProducerRecord<String, byte[]>> poison = new ArrayList<>();
        for (String service : SERVICES) {
            for (String topic : topicsReadBy(service)) {
                long number = 1 + sizes.getOrDefault(topic, 0L) / 100 / 4;
                for (int i = 0; i < 4 * number; i++) {
                    String key = Checker.POISON + trial.random.nextLong();
                    poison.add(poisonous(topic, key, i % 4));
                    readersOf(topic).forEach(reader -> expected.add(topic + ".dead." + reader + " " + key));
                }
            }
        }
        Collections.shuffle(poison, trial.random);
        for (ProducerRecord<String, byte[]> one : poison) {
            trial.topics.send(List.of(one));
            if (trial.random.nextInt(10) == 0) {
                trial.awaitWork(1);
            }
        }
        Lab.await(
                "every poisonous record to be a dead letter",
                Duration.ofSeconds(60),
                () -> letters(trial).containsAll(expected));
        List<String> others = letters(trial);
        others.removeAll(before);
        others.removeAll(expected);
        trial.findings.that(others.isEmpty(), "I10", () -> "dead letters that are no poison: " + others);
    }

    private static List<String> letters(Trial trial) {
        return trial.topics.read(trial.topics.names(true)).stream()
                .map(letter -> letter.topic() + " " + letter.key())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static ProducerRecord<String, byte[]> poisonous(String topic, String key, int kind) {
        Headers headers = new RecordHeaders();
        Map<String, String> named = Map.of(
                "ce_specversion", "1.0",
                "ce_id", key,
                "ce_source", "/nobody",
                "ce_type", "partnersupport.poison",
                "ce_time", "2026-01-01T00:00:00Z",
                "ce_sequence", "1");
        named.forEach((name, value) -> {
            if (kind != 0 || !name.equals("ce_sequence")) {
                headers.add(name, value.getBytes(StandardCharsets.UTF_8));
            }
        });
        String value = List.of("{}", "\u0000 no JSON at all", "[[[[", "null").get(kind);
        return new ProducerRecord<>(topic, null, key, value.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static void refusedForAWhile(Trial trial) throws Exception {
        trial.lab.execute("incident", """
                CREATE OR REPLACE FUNCTION refuse_link() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'refused for a while' USING ERRCODE = 'check_violation';
                END $$;
                CREATE TRIGGER refuse_link BEFORE INSERT OR UPDATE ON contract_link
                    FOR EACH ROW EXECUTE FUNCTION refuse_link()""");
        int before = letters(trial).size();
        try {
            Lab.await(
                    "a dead letter",
                    Duration.ofSeconds(60),
                    () -> letters(trial).size() > before);
        } finally {
            trial.lab.execute("incident", "DROP TRIGGER refuse_link ON contract_link; DROP FUNCTION refuse_link");
        }
        replay(trial, INCIDENT, "linking.links", "DEAD_LETTERS");
    }

    private static void replay(Trial trial, String service, String topic, String source) {
        Exchange begun = trial.load.insist(
                trial.load.operator(),
                "replay",
                "/v1/operations/" + service + "/replays",
                Map.of("topic", topic, "source", source),
                trial.load.key(trial.random));
        trial.findings.that(begun.status() == 202, "I6", () -> "no replay: " + begun);
        Lab.await(source + " of " + topic + " in " + service, Duration.ofSeconds(60), () -> {
            JsonNode progress = Load.json(trial.load.get(trial.load.operator(), "replay", begun.location()));
            return progress.hasNonNull("completedAt");
        });
    }

    private static List<String> topicsReadBy(String service) {
        return List.of(principals().getProperty(service + ".reads").split("\\s+"));
    }

    private static List<String> readersOf(String topic) {
        return SERVICES.stream()
                .filter(service -> topicsReadBy(service).contains(topic))
                .map(service -> principals().getProperty(service + ".owns"))
                .toList();
    }

    private static Properties principals() {
        Properties principals = new Properties();
        try (var file = Files.newBufferedReader(PRINCIPALS)) {
            principals.load(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return principals;
    }

    private void instances() {
        for (String service : SERVICES) {
            add("a second " + service + " joins and leaves every 5 s", trial -> {
                for (String signal : List.of("TERM", "KILL")) {
                    String second = trial.lab.startSecond(service);
                    trial.lab.awaitSecondReady(service);
                    Lab.await(
                            "two to share the topics of " + service,
                            Duration.ofSeconds(30),
                            () -> trial.topics.members(service) == 2);
                    Lab.pause(5000);
                    trial.lab.end(second, signal);
                    Lab.pause(5000);
                }
            });
        }
        add("rolling restart with SIGTERM", trial -> {
            int before = trial.load.log().read().size();
            for (String service : SERVICES) {
                trial.hurt(service);
                String second = trial.lab.startSecond(service);
                trial.lab.awaitSecondReady(service);
                trial.lab.directTo(service, true);
                trial.lab.end(service, "TERM");
                Lab.await(
                        "the gateway to turn to " + second,
                        Duration.ofSeconds(30),
                        () -> trial.lab.proxy(service).links(GATEWAY) > 0);
                trial.awaitWork(
                        20); // a new program has its slowest answers behind it before the next one takes the cores
                trial.restart(service);
                trial.lab.directTo(service, false);
                trial.lab.end(second, "TERM");
                trial.awaitWork(20);
            }
            List<Exchange> log = trial.load.log().read();
            log.subList(before, log.size())
                    .forEach(exchange -> trial.findings.that(
                            exchange.status() > 0 && exchange.status() < 500,
                            "rolling restart",
                            () -> "failed: " + exchange));
        });
    }

    private void signIn() {
        add("Keycloak down for 60 s", trial -> {
            trial.people.renewTokens();
            trial.kill(KEYCLOAK);
            trial.awaitWork(20);
            Lab.pause(60_000);
            trial.awaitWork(20);
            trial.restart(KEYCLOAK);
        });
        add("the signing key is rotated, and soon again", trial -> {
            for (int rotation = 0; rotation < 2; rotation++) {
                trial.people.rotateSigningKey();
                trial.awaitWork(100);
            }
        });
    }

    private void clients() {
        addToSmoke("64 simultaneous opens on a contract with one unit", trial -> {
            Partner partner = trial.load.partnerWith(1, trial.random);
            List<Exchange> answers = trial.load.openAtOnce(
                    partner,
                    IntStream.range(0, 64)
                            .mapToObj(i -> trial.load.key(trial.random))
                            .toList());
            long opened = answers.stream().filter(Exchange::isDone).count();
            trial.findings.that(opened == 1, "I1", () -> opened + " incidents with one unit: " + answers);
        });
        addToSmoke("32 simultaneous posts of one key", trial -> {
            Partner partner = trial.load.partnerWith(5, trial.random);
            List<Exchange> answers =
                    trial.load.openAtOnce(partner, Collections.nCopies(32, trial.load.key(trial.random)));
            trial.findings.that(
                    answers.stream().allMatch(Exchange::isDone)
                            && answers.stream().map(Exchange::answer).distinct().count() == 1,
                    "I3",
                    () -> "not one answer: " + answers);
        });
        add("slow clients and large bodies", trial -> {
            List<Thread> clients = Stream.concat(
                            IntStream.range(0, 64).mapToObj(i -> Lab.thread("slow", () -> slow(trial))),
                            IntStream.range(0, 8).mapToObj(i -> Lab.thread("large", () -> large(trial))))
                    .toList();
            trial.awaitWork(50);
            Lab.await(
                    "slow clients to be sent away",
                    Duration.ofSeconds(60),
                    () -> clients.stream().noneMatch(Thread::isAlive));
        });
    }

    /** A byte now and then, until the gateway has had enough. */
    private static void slow(Trial trial) {
        try (Socket socket = new Socket("localhost", trial.lab.port(GATEWAY))) {
            OutputStream out = socket.getOutputStream();
            String head = "POST /v1/incidents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 100000\r\nAuthorization: Bearer " + trial.people.token(trial.load.operator())
                    + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            for (int sent = 0; sent < 300; sent++) {
                out.write('{');
                out.flush();
                Lab.pause(100);
            }
            trial.findings.that(false, "I9", () -> "a client that sends ten bytes a second was borne for 30 s");
        } catch (IOException e) {
            trial.findings.that(true, "I9", () -> "");
        }
    }

    private static void large(Trial trial) {
        Exchange answer = trial.load.send(
                trial.load.operator(),
                "large",
                "POST",
                "/v1/incidents",
                Map.of("title", "x".repeat(11_000_000)),
                trial.load.key(trial.random));
        trial.findings.that(answer.status() == 413, "I9", () -> "not 413: " + answer.status());
    }
}
