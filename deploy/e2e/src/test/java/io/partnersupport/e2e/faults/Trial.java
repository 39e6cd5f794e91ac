package io.partnersupport.e2e.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** One fault under load, and everything that is to be true during and after it. */
final class Trial {
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long LONGEST_ANSWER_MILLIS = 5000;
    private static final long NOT_READY_WITHIN_MILLIS = 5000;
    private static final long READY_WITHIN_MILLIS = 15_000;
    private static final int HALT = 4711;

    final Lab lab;
    final Topics topics;
    final Databases databases;
    final People people;
    final Load load;
    final Random random;
    final Findings findings = new Findings();

    private final Set<String> hurt = new HashSet<>();
    private final List<Outage> outages = new ArrayList<>();
    private final double leniency;

    /** What was away from a service, until its return began and was complete; in {@link System#nanoTime()}. */
    private record Outage(String service, String part, long lostAt, long endAt, long backAt) {}

    /** What happens while a service waits in the middle of something. */
    @FunctionalInterface
    interface Meanwhile {
        void run(Statement database) throws SQLException;
    }

    record Result(
            String fault, long seed, long requests, long checks, List<String> violations, double recoverySeconds) {}

    /** @param leniency by how much longer than promised things may take, for machines that do other work as well */
    Trial(Lab lab, Topics topics, Databases databases, People people, Load load, Random random, double leniency) {
        this.lab = lab;
        this.topics = topics;
        this.databases = databases;
        this.people = people;
        this.load = load;
        this.random = random;
        this.leniency = leniency;
    }

    Result run(Fault fault, Checker checker, long seed) throws Exception {
        int before = load.log().read().size();
        double recovery;
        Watch watch = new Watch(lab, databases, findings, leniency);
        try (watch) {
            load.start();
            try {
                awaitWork(20);
                fault.strike().on(this);
                recovery = awaitRecovery();
                awaitWork(20);
            } finally {
                lab.heal();
                load.stop();
            }
            awaitQuiet(checker);
        }
        List<Exchange> log = load.log().read();
        checker.check(findings, load, log, before);
        during(log.subList(before, log.size()));
        health(watch::samples, log.subList(before, log.size()));
        load.breakdowns().forEach(e -> findings.that(false, "load", () -> e + " " + e.getCause()));
        load.breakdowns().clear();
        return new Result(fault.name(), seed, log.size() - before, findings.checks(), findings.violations(), recovery);
    }

    // --- what faults use

    /** So many more writes are acknowledged. */
    void awaitWork(long writes) {
        long wanted = load.log().acknowledged() + writes;
        Lab.await(writes + " acknowledged writes", PATIENCE, () -> load.log().acknowledged() >= wanted);
    }

    /** At a moment that only the seed knows. */
    void awaitRandomMoment() {
        awaitWork(1 + random.nextInt(20));
        Lab.pause(random.nextInt(200));
    }

    void kill(String part) {
        hurt(part);
        lab.end(part, "KILL"); // which fails where nobody lives
    }

    void restart(String part) {
        lab.start(part);
        lab.awaitReady(part);
    }

    /** Its connections may break, and it need not say that it lives. */
    void hurt(String part) {
        hurt.add(part);
    }

    /** The time of the outage is all that is wanted here. */
    void without(String part, List<String> services, Duration time, Runnable loss, Runnable end) {
        long lostAt = System.nanoTime();
        loss.run();
        Lab.pause(time.toMillis());
        long endAt = System.nanoTime();
        end.run();
        wasAway(part, services, lostAt, endAt);
    }

    /** Until now. */
    void wasAway(String part, List<String> services, long lostAt, long endAt) {
        long backAt = System.nanoTime();
        services.forEach(service -> outages.add(new Outage(service, part, lostAt, endAt, backAt)));
    }

    /** Nothing goes between a client and a part for a time, and neither is told. */
    void silence(String client, String part, Duration time) {
        long before = lab.proxy(part).heldBack();
        without(
                part,
                Lab.SERVICES.contains(client) ? List.of(client) : List.of(),
                time,
                () -> lab.proxy(part).set(client, Proxy.Gate.SILENT),
                () -> lab.proxy(part).set(client, Proxy.Gate.OPEN));
        happened(lab.proxy(part).heldBack() > before, client + " said nothing to " + part);
    }

    /** A fault that did not happen proves nothing. */
    static void happened(boolean fact, String otherwise) {
        if (!fact) {
            throw new AssertionError("The fault did not happen: " + otherwise);
        }
    }

    /**
     * Halts a service's next statement of a kind on a table, which a new partner brings about at the latest, does something
     * while it waits, and lets it go on.
     *
     * @param statement such as {@code DELETE ON outbox}
     */
    void atStatement(String database, String statement, Meanwhile meanwhile) throws SQLException {
        String table = statement.substring(statement.lastIndexOf(' ') + 1);
        try (Connection holder = lab.sql(database);
                Statement lock = holder.createStatement()) {
            lock.execute("SELECT pg_advisory_lock(" + HALT + ")");
            lab.execute(database, """
                    CREATE OR REPLACE FUNCTION halt() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        PERFORM pg_advisory_xact_lock(%d);
                        RETURN NULL;
                    END $$;
                    CREATE TRIGGER halt BEFORE %s FOR EACH STATEMENT EXECUTE FUNCTION halt()""".formatted(HALT, statement));
            try {
                load.welcome();
                Lab.await(
                        statement,
                        PATIENCE,
                        () -> !"0"
                                .equals(lab.one(
                                        database,
                                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'" + " AND objid = "
                                                + HALT + " AND NOT granted")));
                meanwhile.run(lock);
            } finally {
                lock.execute("SELECT pg_advisory_unlock(" + HALT + ")");
                lab.execute(database, "DROP TRIGGER halt ON " + table);
            }
        }
    }

    // --- what is true afterwards

    /** I6: what owners knew when the fault ended is known everywhere; in seconds. */
    private double awaitRecovery() throws SQLException {
        long begun = System.nanoTime();
        Lab.SERVICES.forEach(lab::awaitReady);
        var states = databases.states();
        Lab.await(
                "projections to follow",
                PATIENCE,
                () -> databases.missing(states).isEmpty());
        double seconds = (System.nanoTime() - begun) / 1e9;
        findings.that(
                seconds <= RECOVERY_LIMIT.toSeconds() * leniency,
                "I6",
                () -> "projections followed after %.1f s".formatted(seconds));
        return seconds;
    }

    private void awaitQuiet(Checker checker) throws SQLException {
        Lab.await("every event to be sent", PATIENCE, checker::isEverythingSent);
        try {
            Lab.await(
                    "projections to be equal",
                    Duration.ofSeconds(30),
                    () -> databases.differences().isEmpty());
        } catch (AssertionError e) {
            // the checker tells what differs
        }
    }

    /** I9, and L-4: the load has right pairs only, and none is called wrong. */
    void during(List<Exchange> log) {
        for (Exchange exchange : log) {
            boolean mayVanish = hurt.contains(Lab.GATEWAY);
            findings.that(
                    exchange.status() >= 200 && exchange.status() < 500 && exchange.status() != 401
                            || exchange.status() == 503 && exchange.retryAfter() != null
                            || exchange.status() == 0 && mayVanish,
                    "I9",
                    exchange::toString);
            findings.that(exchange.millis() <= LONGEST_ANSWER_MILLIS * leniency, "I9", () -> "hangs: " + exchange);
            findings.that(
                    !exchange.code().equals("access-id-contract-id-mismatch"),
                    "L-4",
                    () -> "a right pair is called wrong: " + exchange);
        }
    }

    /** I12. */
    void health(Function<String, List<Watch.Sample>> samplesOf, List<Exchange> log) {
        for (String service : Lab.SERVICES) {
            if (hurt.contains(service)) {
                continue;
            }
            List<Watch.Sample> samples = samplesOf.apply(service);
            samples.forEach(sample -> findings.that(sample.live(), "I12", () -> service + " does not say it lives"));
            List<Outage> own = outages.stream()
                    .filter(outage -> outage.service().equals(service))
                    .toList();
            for (Watch.Sample sample : samples) {
                boolean databaseWasAway = own.stream()
                        .anyMatch(outage -> outage.part().equals(Lab.POSTGRES)
                                && outage.lostAt() <= sample.at()
                                && sample.at() <= outage.backAt() + nanos(READY_WITHIN_MILLIS));
                findings.that(sample.ready() || databaseWasAway, "I12", () -> service + " is not ready for no reason");
            }
            own.stream()
                    .filter(outage -> outage.part().equals(Lab.POSTGRES)
                            && outage.endAt() - outage.lostAt() > nanos(NOT_READY_WITHIN_MILLIS + 3500))
                    .forEach(outage -> findings.that(
                            samples.stream()
                                    .filter(sample -> sample.at() >= outage.lostAt() + nanos(NOT_READY_WITHIN_MILLIS)
                                            && sample.at() <= outage.endAt())
                                    .noneMatch(Watch.Sample::ready),
                            "I12",
                            () -> service + " says it is ready without its database"));
        }
        outages.stream()
                .filter(outage -> outage.part().equals(Lab.KAFKA)
                        && outage.endAt() - outage.lostAt() > nanos(NOT_READY_WITHIN_MILLIS))
                .forEach(outage -> findings.that(
                        log.stream()
                                .anyMatch(exchange ->
                                        exchange.isDone() && exchange.key() != null && within(outage, exchange)),
                        "I12",
                        () -> "no write succeeds without Kafka"));
    }

    private boolean within(Outage outage, Exchange exchange) {
        long sentAt = System.nanoTime() - (System.currentTimeMillis() - exchange.sentAt()) * 1_000_000;
        return outage.lostAt() <= sentAt && sentAt <= outage.endAt();
    }

    private long nanos(long millis) {
        return (long) (millis * leniency * 1_000_000);
    }
}
