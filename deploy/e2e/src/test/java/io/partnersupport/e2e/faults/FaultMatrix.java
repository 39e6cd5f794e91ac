package io.partnersupport.e2e.faults;

import io.partnersupport.e2e.faults.People.Person;
import io.partnersupport.e2e.faults.Trial.Result;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/** Runs faults one after the other on one stack, and writes down what came of each. */
final class FaultMatrix implements AutoCloseable {
    private static final int PARTNERS = 2;
    private static final int CUSTOMERS = 3;
    private static final long WARM_AFTER = 500;

    private final long seed;
    private final double leniency;
    private final Lab lab;
    private final Topics topics;
    private final Databases databases;
    private final People people;
    private final Checker checker;
    private final RequestLog log;
    private Load load;

    /** @param data of a stack that runs, with this port offset */
    FaultMatrix(Path data, int portOffset, long seed, double leniency) throws IOException {
        this.seed = seed;
        this.leniency = leniency;
        lab = new Lab(data, portOffset);
        topics = new Topics(lab);
        databases = new Databases(lab);
        people = new People(lab);
        checker = new Checker(lab, topics, databases);
        log = new RequestLog(Path.of("target/faults-" + seed + ".jsonl"));
    }

    void begin() throws SQLException {
        lab.interpose();
        checker.install();
        String run = Long.toString(5_000 + System.currentTimeMillis() / 1000 % 5_000); // the demo data is below
        Person operator = people.add("operator-" + run, "AAD", null, "program-operator");
        Person engineer = people.add("engineer-" + run, "AAD", null, "support-engineer");
        load = new Load(lab, people, log, seed, run, operator, engineer).prepare(PARTNERS, CUSTOMERS);
    }

    /** Until programs that have just started are as quick as they get. */
    void warmUp() throws InterruptedException {
        long wanted = log.acknowledged() + WARM_AFTER;
        load.start();
        Lab.await(WARM_AFTER + " acknowledged writes", Duration.ofMinutes(5), () -> log.acknowledged() >= wanted);
        load.stop();
    }

    Result run(Fault fault) throws Exception {
        return run(fault, seed);
    }

    private Result run(Fault fault, long seed) throws Exception {
        return new Trial(
                        lab,
                        topics,
                        databases,
                        people,
                        load,
                        new Random(seed + fault.name().hashCode()),
                        leniency)
                .run(fault, checker, seed);
    }

    List<Plant> plants() {
        return Plant.all(load);
    }

    /** Everything that is looked at when nothing happens, with one database and the log as they would be with this violation. */
    Findings check(Plant plant) throws Exception {
        try (Connection changed = lab.sql(plant.database());
                Statement statement = changed.createStatement()) {
            changed.setAutoCommit(false);
            statement.execute("SET LOCAL session_replication_role = replica"); // no triggers, no foreign keys
            statement.execute(plant.change());
            Databases asChanged = new Databases(lab) {
                @Override
                List<List<String>> rows(String name, String sql) throws SQLException {
                    return name.equals(plant.database()) ? rows(changed, sql) : super.rows(name, sql);
                }
            };
            Findings findings = new Findings();
            checker.with(asChanged)
                    .check(findings, load, plant.log().apply(load.log().read()), 0);
            changed.rollback();
            return findings;
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        try {
            log.close();
            checker.uninstall();
        } finally {
            topics.close();
            lab.close();
        }
    }

    /**
     * {@code DATA PORT_OFFSET RESULTS SEED LENIENCY NAME SMOKE}: all faults, or those in whose name NAME, an expression, is
     * found; or, where SMOKE is not 0, so many times the selection of every build, each with the seed that follows.
     */
    public static void main(String[] arguments) throws Exception {
        Path results = Path.of(arguments[2]);
        long seed = Long.parseLong(arguments[3]);
        Pattern only = Pattern.compile(arguments[5]);
        int smoke = Integer.parseInt(arguments[6]);
        List<Fault> faults = Faults.all().stream()
                .filter(fault -> only.matcher(fault.name()).find())
                .filter(fault -> smoke == 0 || fault.inSmoke())
                .toList();
        boolean isWhole = smoke == 0 && faults.size() == Faults.all().size();
        List<Result> rows = new ArrayList<>();
        try (FaultMatrix matrix = new FaultMatrix(
                Path.of(arguments[0]), Integer.parseInt(arguments[1]), seed, Double.parseDouble(arguments[4]))) {
            matrix.begin();
            matrix.warmUp();
            for (int round = 0; round < Math.max(smoke, 1); round++) {
                for (Fault fault : faults) {
                    long begun = System.nanoTime();
                    Result row = resultOf(matrix, fault, seed + round);
                    rows.add(row);
                    print(row, System.nanoTime() - begun);
                    if (isWhole) {
                        write(results, seed, rows);
                    }
                }
            }
            System.out.println(summary(rows));
        }
        System.exit(rows.stream().allMatch(row -> row.violations().isEmpty()) ? 0 : 1);
    }

    /** A fault that cannot be brought about, or after which nothing goes on, is a violation, too. */
    private static Result resultOf(FaultMatrix matrix, Fault fault, long seed) {
        try {
            return matrix.run(fault, seed);
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            return new Result(fault.name(), seed, 0, 0, List.of(e.toString()), 0);
        }
    }

    private static void print(Result row, long nanos) {
        System.out.printf(
                Locale.ROOT,
                "%-50s %5d requests %7d checks %3d violations, recovered in %.1f s, took %.0f s%n",
                row.fault(),
                row.requests(),
                row.checks(),
                row.violations().size(),
                row.recoverySeconds(),
                nanos / 1e9);
        row.violations().stream().limit(20).forEach(violation -> System.out.println("    " + violation));
    }

    private static String summary(List<Result> rows) {
        return "%d faults, %d requests, %d checks, %d violations."
                .formatted(
                        rows.size(),
                        rows.stream().mapToLong(Result::requests).sum(),
                        rows.stream().mapToLong(Result::checks).sum(),
                        rows.stream().mapToLong(row -> row.violations().size()).sum());
    }

    private static long memory() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
    }

    private static void write(Path file, long seed, List<Result> rows) throws IOException {
        StringBuilder text = new StringBuilder(
                "# Faults survived\n\nWritten by `deploy/e2e/faults --seed %d` on %s, on %d cores with %d GB: "
                        .formatted(
                                seed,
                                Instant.now().toString().substring(0, 10),
                                Runtime.getRuntime().availableProcessors(),
                                Math.round(memory() / 1e9)));
        text.append(summary(rows)).append("\n\n");
        text.append(
                "| seed | fault | requests | checks | violations | recovered in |\n| --- | --- | --- | --- | --- | --- |\n");
        rows.forEach(row -> text.append(String.format(
                Locale.ROOT,
                "| %d | %s | %d | %d | %d | %.1f s |%n",
                row.seed(),
                row.fault(),
                row.requests(),
                row.checks(),
                row.violations().size(),
                row.recoverySeconds())));
        List<String> violations = rows.stream()
                .flatMap(row -> row.violations().stream().limit(20).map(text1 -> "- " + row.fault() + ": " + text1))
                .toList();
        if (!violations.isEmpty()) {
            text.append("\n## Violations\n")
                    .append(String.join("\n", violations))
                    .append('\n');
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
