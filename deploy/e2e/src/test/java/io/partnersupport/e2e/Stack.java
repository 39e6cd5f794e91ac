package io.partnersupport.e2e;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole suite as real processes, started once for all scenarios by the command that a person uses, on ports of its
 * own and with empty data.
 */
public final class Stack implements BeforeAllCallback {
    /** A stack that runs already is used as it is when the property names its folder, and left running. */
    private static final String RUNNING = System.getProperty("stack.data");

    public static final Path DATA =
            Path.of(RUNNING == null ? "target/stack" : RUNNING).toAbsolutePath();
    public static final List<String> SERVICES =
            List.of("entitlement-service", "activation-service", "contract-linking-service", "incident-service");

    public static final int PORT_OFFSET = Integer.getInteger("stack.port-offset", 10_000);
    private static final Path COMMANDS = Path.of("../local").toAbsolutePath().normalize();
    private static final Duration START_LIMIT = Duration.ofMinutes(6);
    private static final Map<String, Token> TOKENS = new ConcurrentHashMap<>();

    /** What the processes of the stack that runs have besides the usual variables; null while none runs. */
    private static Map<String, String> present;

    private final Map<String, String> wanted;

    private record Token(String text, Instant useUntil) {}

    /** Stops the stack at the end of the run, whatever happened. */
    private record Running() implements AutoCloseable {
        @Override
        public void close() {
            run(START_LIMIT, "down", "--data", DATA.toString());
        }
    }

    public Stack() {
        this(Map.of());
    }

    /** A stack whose processes have these variables besides the usual ones; it begins anew where they had others. */
    public Stack(Map<String, String> variables) {
        this.wanted = variables;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (RUNNING != null) {
            return;
        }
        context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Stack.class, key -> new Running(), Running.class);
        if (!wanted.equals(present)) {
            begin();
            present = wanted;
        }
    }

    private void begin() {
        forgetTokens();
        run(
                START_LIMIT,
                wanted,
                "up",
                "--detach",
                "--fresh",
                "--data",
                DATA.toString(),
                "--port-offset",
                Integer.toString(PORT_OFFSET));
    }

    public static String gateway() {
        return "http://localhost:" + (8080 + PORT_OFFSET);
    }

    /** The same gateway, for clients that refuse plain HTTP. */
    public static String tlsGateway() {
        return "https://localhost:" + (8443 + PORT_OFFSET);
    }

    /** Where Keycloak listens. */
    public static String identityProvider() {
        return "http://localhost:" + (8180 + PORT_OFFSET);
    }

    /** Where the services' databases are. */
    public static int databasePort() {
        return 15432 + PORT_OFFSET;
    }

    /** Where a service itself listens, past the gateway. */
    public static String direct(String service) {
        return "http://localhost:" + (8081 + SERVICES.indexOf(service) + PORT_OFFSET);
    }

    /** Where a service tells of its health and its metrics. */
    static String management(String service) {
        return "http://localhost:" + (9081 + SERVICES.indexOf(service) + PORT_OFFSET);
    }

    /** An access token of a demo person, by the authorization code flow. */
    public static String token(String person) {
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

    /** Another token of a demo person's sign-in: {@code id} or {@code refresh}. */
    public static String token(String person, String kind) {
        return run(Duration.ofMinutes(1), "token", person, kind, "--data", DATA.toString())
                .strip();
    }

    /** A password or key of this stack. */
    public static String secret(String name) {
        Properties secrets = new Properties();
        try (Reader file = Files.newBufferedReader(DATA.resolve("secrets.properties"))) {
            secrets.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secrets.getProperty(name);
    }

    /** Makes the next call of each person sign in anew, so that its token outlives what happens to Keycloak afterwards. */
    public static void forgetTokens() {
        TOKENS.clear();
    }

    /** Ends a process as a power cut would. */
    public static void kill(String process) {
        try {
            ProcessHandle handle = process(process);
            Stream.concat(Stream.of(handle), handle.descendants()).toList().forEach(ProcessHandle::destroyForcibly);
            handle.onExit().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The process of this name that the stack has started. */
    public static ProcessHandle process(String name) {
        try {
            long pid = Long.parseLong(
                    Files.readString(DATA.resolve("run/" + name + ".pid")).strip());
            return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError(name + " was not running"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts what is not running and waits until everything is ready. */
    public static void heal() {
        run(START_LIMIT, "up", "--detach", "--data", DATA.toString(), "--port-offset", Integer.toString(PORT_OFFSET));
    }

    /** Starts these processes if they are not running, and waits until they are ready. */
    public static void heal(String... processes) {
        run(START_LIMIT, "up", "--detach", "--data", DATA.toString(), "--only", String.join(",", processes));
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
        return run(limit, Map.of(), command, arguments);
    }

    private static String run(Duration limit, Map<String, String> variables, String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of(COMMANDS.resolve(command).toString()));
        line.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(Path.of("target"), command, ".out");
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(variables);
            Process process = builder.start();
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
