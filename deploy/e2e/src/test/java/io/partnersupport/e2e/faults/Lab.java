package io.partnersupport.e2e.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running local stack whose parts can be hurt: processes by signals, and the connections between them by proxies that
 * take their places, while the parts themselves move to other ports. Linux only: how a part was started is read in
 * /proc, and so is who opened a connection.
 */
final class Lab implements AutoCloseable {
    static final String POSTGRES = "postgres";
    static final String KAFKA = "kafka";
    static final String KEYCLOAK = "keycloak";
    static final String GATEWAY = "gateway";
    static final String ENTITLEMENT = "entitlement-service";
    static final String ACTIVATION = "activation-service";
    static final String LINKING = "contract-linking-service";
    static final String INCIDENT = "incident-service";
    static final List<String> SERVICES = List.of(ENTITLEMENT, ACTIVATION, LINKING, INCIDENT);
    static final Map<String, String> DATABASES =
            Map.of(ENTITLEMENT, "entitlement", ACTIVATION, "activation", LINKING, "linking", INCIDENT, "incident");

    /** States of a process in /proc: zombie, dead. */
    private static final Set<String> ENDED = Set.of("Z", "X");

    private static final int LOOKS = 5;
    private static final int MOVED_BY = 40;
    private static final int SECOND_MOVED_BY = 60;
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(8);

    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Path data;
    private final int offset;
    private final Properties secrets = new Properties();
    private final Map<String, Launch> launches = new HashMap<>();
    private final Map<String, ProcessHandle> processes = new ConcurrentHashMap<>();
    private final Map<String, Proxy> proxies = new LinkedHashMap<>();

    /** How a process was started. */
    private record Launch(List<String> command, Map<String, String> environment) {
        static Launch of(long pid) throws IOException {
            Map<String, String> environment = new HashMap<>();
            for (String variable : zeroTerminated(pid, "environ")) {
                int equals = variable.indexOf('=');
                environment.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
            return new Launch(zeroTerminated(pid, "cmdline"), environment);
        }

        private static List<String> zeroTerminated(long pid, String file) throws IOException {
            return List.of(Files.readString(Path.of("/proc/" + pid, file)).split("\0"));
        }

        Launch with(String... arguments) {
            return new Launch(
                    Stream.concat(command.stream(), Stream.of(arguments)).toList(), environment);
        }

        Launch with(Map<String, String> variables) {
            Map<String, String> all = new HashMap<>(environment);
            all.putAll(variables);
            return new Launch(command, all);
        }
    }

    /** @param data of a stack that runs, with this port offset */
    Lab(Path data, int offset) throws IOException {
        this.data = data;
        this.offset = offset;
        try (var file = Files.newBufferedReader(data.resolve("secrets.properties"))) {
            secrets.load(file);
        }
        for (String part : parts()) {
            long pid = Long.parseLong(
                    Files.readString(data.resolve("run/" + part + ".pid")).strip());
            processes.put(part, ProcessHandle.of(pid).orElseThrow(() -> new IOException(part + " does not run")));
            launches.put(part, Launch.of(pid));
        }
    }

    private static List<String> parts() {
        List<String> parts = new ArrayList<>(List.of(POSTGRES, KAFKA, KEYCLOAK));
        parts.addAll(SERVICES);
        parts.add(GATEWAY);
        return parts;
    }

    /** Puts a proxy before PostgreSQL, Kafka and each service. What an interrupted run has moved already stays. */
    void interpose() {
        List<String> moved = parts().stream()
                .filter(part -> !part.equals(GATEWAY) && !part.equals(KEYCLOAK))
                .toList();
        if (!launches.get(POSTGRES).command().contains("-p")) {
            SERVICES.parallelStream().forEach(service -> end(service, "TERM"));
            end(KAFKA, "TERM");
            end(POSTGRES, "INT");
            launches.computeIfPresent(POSTGRES, (part, launch) -> launch.with("-p", movedPort(part)));
            launches.computeIfPresent(
                    KAFKA,
                    (part, launch) -> launch.with(
                            "--override",
                            "listeners=CLIENTS://127.0.0.1:%s,CONTROLLER://127.0.0.1:%d"
                                    .formatted(movedPort(part), 19093 + offset)));
            SERVICES.forEach(service -> launches.computeIfPresent(
                    service, (part, launch) -> launch.with(Map.of("QUARKUS_HTTP_PORT", movedPort(part)))));
            moved.forEach(this::start);
        }
        moved.forEach(part -> proxies.put(part, new Proxy(port(part), port(part) + MOVED_BY, this::clientOf)));
        parts().forEach(this::awaitReady);
    }

    private String movedPort(String part) {
        return Integer.toString(port(part) + MOVED_BY);
    }

    /** Where a part is known to listen. */
    int port(String part) {
        return offset
                + switch (part) {
                    case POSTGRES -> 15432;
                    case KAFKA -> 19092;
                    case KEYCLOAK -> 8180;
                    case GATEWAY -> 8080;
                    default -> 8081 + SERVICES.indexOf(part);
                };
    }

    Proxy proxy(String part) {
        return proxies.get(part);
    }

    Path data(String folder) {
        return data.resolve(folder);
    }

    String secret(String name) {
        return secrets.getProperty(name);
    }

    // --- processes

    /** Nobody is hurt who does not live, and whoever is stopped is seen to stand still. */
    void signal(String part, String signal) {
        ProcessHandle process = processes.get(part);
        if (!lives(part)) {
            throw new AssertionError(part + " does not run any more");
        }
        Stream<ProcessHandle> tree = signal.equals("STOP") || signal.equals("CONT") || signal.equals("KILL")
                ? Stream.concat(Stream.of(process), process.descendants())
                : Stream.of(process);
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        tree.forEach(one -> command.add(Long.toString(one.pid())));
        run(command);
        if (signal.equals("STOP")) {
            await(part + " to stand still", START_LIMIT, () -> stateOf(process).equals("T"));
        }
    }

    private static String stateOf(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
    }

    private static void run(List<String> command) {
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(); // a descendant may have ended in between
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Signals a part to end and waits until it has. */
    void end(String part, String signal) {
        ProcessHandle process = processes.get(part);
        List<ProcessHandle> tree =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        signal(part, signal);
        await(part + " to end", Duration.ofSeconds(40), () -> tree.stream().noneMatch(Lab::lives));
    }

    /** A process that waits for its parent to take note of its end lives no longer. */
    boolean lives(String part) {
        return lives(processes.get(part));
    }

    private static boolean lives(ProcessHandle process) {
        try {
            return !ENDED.contains(stateOf(process));
        } catch (IOException e) {
            return false;
        }
    }

    void start(String part) {
        start(part, launches.get(part));
    }

    private void start(String name, Launch launch) {
        List<String> command = new ArrayList<>(List.of("setsid"));
        if (name.equals(POSTGRES) && System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(data.resolve("run").toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("logs/" + name + ".log").toFile()));
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        try {
            Process process = builder.start();
            processes.put(name, process.toHandle());
            Files.writeString(data.resolve("run/" + name + ".pid"), process.pid() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another instance of a service, which the gateway does not know yet; its name. */
    String startSecond(String service) {
        String name = second(service);
        start(
                name,
                launches.get(service)
                        .with(Map.of(
                                "QUARKUS_HTTP_PORT", Integer.toString(port(service) + SECOND_MOVED_BY),
                                "QUARKUS_MANAGEMENT_PORT", Integer.toString(port(service) + 1000 + SECOND_MOVED_BY))));
        return name;
    }

    private static String second(String service) {
        return service + "-second";
    }

    void directTo(String service, boolean theSecond) {
        proxy(service).retarget(port(service) + (theSecond ? SECOND_MOVED_BY : MOVED_BY));
    }

    void awaitReady(String part) {
        await(part + " to be ready", START_LIMIT, () -> {
            if (!lives(part)) {
                if (!part.equals(POSTGRES)) {
                    throw new AssertionError(part + " has ended by itself");
                }
                start(part); // it came before its predecessor was gone
            }
            return isReady(part);
        });
    }

    void awaitSecondReady(String service) {
        await(
                second(service) + " to be ready",
                START_LIMIT,
                () -> isOk(port(service) + 1000 + SECOND_MOVED_BY, "/q/health/ready", ANSWER_LIMIT));
    }

    boolean isReady(String part) {
        return switch (part) {
            case POSTGRES -> {
                try (Connection connection = sql("incident")) {
                    yield connection.isValid(2);
                } catch (SQLException e) {
                    yield false;
                }
            }
            case KAFKA -> Topics.answers(this);
            case KEYCLOAK -> isOk(port(KEYCLOAK), "/realms/partner-center", ANSWER_LIMIT);
            default -> isHealthy(part, "ready", ANSWER_LIMIT);
        };
    }

    /** What an application says of itself within this time: {@code ready} or {@code live}. */
    boolean isHealthy(String application, String question, Duration limit) {
        return isOk(port(application) + 1000, "/q/health/" + question, limit);
    }

    private static boolean isOk(int port, String path, Duration limit) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .timeout(limit)
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // --- databases

    /** Past every proxy, as one who may do everything. */
    Connection sql(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", secret("postgres.password"));
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "20");
        int port = port(POSTGRES) + (proxies.containsKey(POSTGRES) ? MOVED_BY : 0);
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/" + database, properties);
    }

    void execute(String database, String sql) throws SQLException {
        try (Connection connection = sql(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    String one(String database, String sql) throws SQLException {
        try (Connection connection = sql(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    // --- who is who

    /** The part that opened a connection; asked again, because the kernel's list may change while it is read. */
    private String clientOf(int from, int to) {
        return Stream.generate(() -> inodeOf(from, to).flatMap(this::holderOf))
                .limit(LOOKS)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("somebody");
    }

    /** Of a connection between two ports of this machine; one port may have several, to different ones. */
    static Optional<String> inodeOf(int from, int to) {
        String local = ":%04X".formatted(from);
        String remote = ":%04X".formatted(to);
        for (String file : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try (Stream<String> lines = Files.lines(Path.of(file))) {
                Optional<String> inode = lines.map(line -> line.strip().split("\\s+"))
                        .filter(field -> field.length > 9
                                && field[1].endsWith(local)
                                && field[2].endsWith(remote)
                                && !field[9].equals("0"))
                        .map(field -> "socket:[" + field[9] + "]")
                        .findFirst();
                if (inode.isPresent()) {
                    return inode;
                }
            } catch (IOException | UncheckedIOException e) {
                // the other file may tell
            }
        }
        return Optional.empty();
    }

    private Optional<String> holderOf(String inode) {
        return processes.entrySet().stream()
                .filter(process -> holds(process.getValue().pid(), inode))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean holds(long pid, String inode) {
        File[] files = new File("/proc/" + pid + "/fd").listFiles();
        return files != null
                && Stream.of(files).anyMatch(file -> {
                    try {
                        return Files.readSymbolicLink(file.toPath()).toString().equals(inode);
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    // --- waiting

    static void await(String what, Duration limit, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Exception last = null;
            try {
                if (condition.call()) {
                    return;
                }
            } catch (SQLException e) {
                last = e;
            } catch (Exception e) {
                throw new AssertionError("Waiting for " + what, e);
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited " + limit.toSeconds() + " s in vain for " + what, last);
            }
            pause(50);
        }
    }

    /** Lets time pass where the time itself is what is wanted. */
    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** What a fault that was not brought to its end left behind. */
    void heal() {
        proxies.values().forEach(Proxy::openAll);
        SERVICES.forEach(service -> directTo(service, false));
        SERVICES.stream()
                .map(Lab::second)
                .filter(processes::containsKey)
                .filter(this::lives)
                .forEach(second -> {
                    end(second, "KILL");
                });
        parts().forEach(part -> {
            if (lives(part)) {
                signal(part, "CONT");
            } else {
                start(part);
            }
            awaitReady(part);
        });
    }

    /** Ends what was moved, so that the stack's own command starts it where it belongs. */
    @Override
    public void close() {
        if (!proxies.isEmpty()) {
            List.of(SERVICES, List.of(KAFKA), List.of(POSTGRES))
                    .forEach(layer -> layer.parallelStream().filter(this::lives).forEach(part -> {
                        signal(part, "CONT");
                        end(part, part.equals(POSTGRES) ? "INT" : "TERM");
                    }));
            proxies.values().forEach(Proxy::close);
        }
    }
}
