package io.partnersupport.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole suite as real processes, started once for all scenarios by the command that a person uses, on ports of its
 * own and with empty data.
 */
final class Stack implements BeforeAllCallback {
    static final Path DATA = Path.of("target/stack").toAbsolutePath();
    static final List<String> SERVICES =
            List.of("entitlement-service", "activation-service", "contract-linking-service", "incident-service");

    private static final int PORT_OFFSET = 10_000;
    private static final Path COMMANDS = Path.of("../local").toAbsolutePath().normalize();
    private static final Duration START_LIMIT = Duration.ofMinutes(6);
    private static final Map<String, Token> TOKENS = new ConcurrentHashMap<>();

    private record Token(String text, Instant useUntil) {}

    /** Stops the stack at the end of the run, whatever happened. */
    private record Running() implements AutoCloseable {
        @Override
        public void close() {
            run(START_LIMIT, "down", "--data", DATA.toString());
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(
                        Stack.class,
                        key -> {
                            run(
                                    START_LIMIT,
                                    "up",
                                    "--detach",
                                    "--fresh",
                                    "--data",
                                    DATA.toString(),
                                    "--port-offset",
                                    Integer.toString(PORT_OFFSET));
                            return new Running();
                        },
                        Running.class);
    }

    static String gateway() {
        return "http://localhost:" + (8080 + PORT_OFFSET);
    }

    /** The same gateway, for clients that refuse plain HTTP. */
    static String tlsGateway() {
        return "https://localhost:" + (8443 + PORT_OFFSET);
    }

    /** Where a service itself listens, past the gateway. */
    static String direct(String service) {
        return "http://localhost:" + (8081 + SERVICES.indexOf(service) + PORT_OFFSET);
    }

    /** Where a service tells of its health and its metrics. */
    static String management(String service) {
        return "http://localhost:" + (9081 + SERVICES.indexOf(service) + PORT_OFFSET);
    }

    /** An access token of a demo person, by the authorization code flow. */
    static String token(String person) {
        return TOKENS.compute(
                        person,
                        (name, known) -> known != null && Instant.now().isBefore(known.useUntil())
                                ? known
                                : new Token(
                                        run(Duration.ofMinutes(1), "token", person, "--data", DATA.toString())
                                                .strip(),
                                        Instant.now().plusSeconds(120)))
                .text();
    }

    /** Makes the next call of each person sign in anew, so that its token outlives what happens to Keycloak afterwards. */
    static void forgetTokens() {
        TOKENS.clear();
    }

    /** Ends a process as a power cut would. */
    static void kill(String process) {
        try {
            long pid = Long.parseLong(Files.readString(DATA.resolve("run/" + process + ".pid"))
                    .strip()
                    .split("\\s+")[0]);
            ProcessHandle handle =
                    ProcessHandle.of(pid).orElseThrow(() -> new AssertionError(process + " was not running"));
            Stream.concat(Stream.of(handle), handle.descendants()).toList().forEach(ProcessHandle::destroyForcibly);
            handle.onExit().get(20, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Starts what is not running and waits until everything is ready. */
    static void heal() {
        run(START_LIMIT, "up", "--detach", "--data", DATA.toString(), "--port-offset", Integer.toString(PORT_OFFSET));
    }

    /** Every process of the stack. */
    static List<String> processes() {
        try (Stream<Path> files = Files.list(DATA.resolve("run"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".pid"))
                    .map(name -> name.substring(0, name.length() - ".pid".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(Duration limit, String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of(COMMANDS.resolve(command).toString()));
        line.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(Path.of("target"), command, ".out");
            Process process = new ProcessBuilder(line)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(line + " did not end within " + limit);
            }
            String said = Files.readString(output);
            if (process.exitValue() != 0) {
                throw new AssertionError(line + " failed: " + said);
            }
            Files.delete(output);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
