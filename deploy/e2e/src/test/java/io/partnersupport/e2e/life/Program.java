package io.partnersupport.e2e.life;

import static org.awaitility.Awaitility.await;

import io.partnersupport.e2e.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How a process of the stack was started, so that it can be started again, or a second time. Linux only: /proc tells. */
record Program(String name, List<String> command, Map<String, String> environment) {
    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** What the stack's process of this name runs. */
    static Program of(String name) {
        long pid = Stack.process(name).pid();
        Map<String, String> environment = new HashMap<>();
        for (String variable : file(pid, "environ")) {
            String[] parts = variable.split("=", 2);
            environment.put(parts[0], parts[1]);
        }
        return new Program(name, file(pid, "cmdline"), environment);
    }

    private static List<String> file(long pid, String name) {
        try {
            return List.of(Files.readString(Path.of("/proc/" + pid, name)).split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Program with(Map<String, String> other) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(other);
        return new Program(name, command, all);
    }

    /** The same beside it, on ports of its own. */
    Program beside(int distance) {
        return with(Map.of(
                "QUARKUS_HTTP_PORT", Integer.toString(port("QUARKUS_HTTP_PORT") + distance),
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(port("QUARKUS_MANAGEMENT_PORT") + distance)));
    }

    private int port(String variable) {
        return Integer.parseInt(environment.get(variable));
    }

    String address() {
        return "http://localhost:" + port("QUARKUS_HTTP_PORT");
    }

    /** Starts it; what wants to end it later finds it by its handle. */
    ProcessHandle start() {
        var builder = new ProcessBuilder(command)
                .directory(Stack.DATA.resolve("run").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Stack.DATA.resolve("logs/" + name + ".log").toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start().toHandle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it as the stack's own, which the stack's commands then find. */
    ProcessHandle startInItsPlace() {
        ProcessHandle process = start();
        try {
            Files.writeString(Stack.DATA.resolve("run/" + name + ".pid"), process.pid() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return process;
    }

    void awaitReady() {
        await(name + " is ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(this::isReady);
    }

    boolean isReady() {
        return health("ready") == 200;
    }

    /** The status of a probe; 0 where nobody answers. */
    int health(String probe) {
        return get("/q/health/" + probe).map(HttpResponse::statusCode).orElse(0);
    }

    /** The sum of what lines of the metrics that begin like this say. */
    double metric(String beginning) {
        return get("/q/metrics")
                .orElseThrow()
                .body()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private Optional<HttpResponse<String>> get(String path) {
        URI address = URI.create("http://localhost:" + port("QUARKUS_MANAGEMENT_PORT") + path);
        try {
            return Optional.of(HTTP.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Asks a process to end, as a platform does that replaces it, and waits until it has. */
    static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            process.destroyForcibly();
            throw new AssertionError("Process " + process.pid() + " did not end", e);
        }
    }
}
