package io.partnersupport.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keycloak with the imported realm; its data is in the stack's PostgreSQL. */
final class Keycloak extends Part {
    static final String NAME = "keycloak";
    static final String REALM = "partner-center";
    static final String ADMIN = "admin";

    /** Decided when the distribution is prepared; what nobody here uses is left out. */
    private static final List<String> BUILD_OPTIONS = List.of(
            "--db=postgres",
            "--health-enabled=true",
            "--features-disabled=account,ciba,device-flow,kerberos,organization,par,passkeys,web-authn");

    private static final Pattern SHIFTED_PORT = Pattern.compile("localhost:(\\d+)");

    Keycloak(Context context) {
        super(NAME, context);
    }

    @Override
    Set<String> needs() {
        return Set.of(Postgres.NAME);
    }

    @Override
    Map<Integer, String> ports() {
        return Map.of(
                context().ports().keycloak(), "Keycloak", context().ports().keycloakManagement(), "Keycloak's health");
    }

    @Override
    List<String> command() {
        Path distribution = prepareDistribution();
        Path home = home(distribution);
        importRealm(home);
        return keycloak(
                distribution,
                home,
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + context().ports().keycloak(),
                "--http-management-host=127.0.0.1",
                "--http-management-port=" + context().ports().keycloakManagement(),
                "--hostname=http://localhost:" + context().ports().keycloak());
    }

    @Override
    Map<String, String> environment() {
        return Map.of(
                "KC_DB_URL",
                context().ports().database("keycloak"),
                "KC_DB_USERNAME",
                "keycloak",
                "KC_DB_PASSWORD",
                context().secrets().password("postgres.keycloak"),
                "KC_DB_POOL_MAX_SIZE",
                "20",
                // or each connection that PostgreSQL's end left behind costs somebody a sign-in
                "QUARKUS_DATASOURCE_JDBC_VALIDATE_ON_BORROW",
                "true",
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                ADMIN,
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                context().secrets().password("keycloak.admin"),
                // the realm file names it, and Keycloak fills it in when it imports the file
                Gateway.CLIENT_SECRET,
                Gateway.clientSecret(context()));
    }

    /** Keycloak compiles its options into itself, once for all stacks. */
    private Path prepareDistribution() {
        Path built = context().repository().built();
        Path distribution = onlyKeycloak(built.resolve("keycloak"));
        Path prepared = distribution.resolve("prepared-with");
        String options = String.join("\n", BUILD_OPTIONS);
        Exclusively.once(built.resolve("keycloak.lock"), () -> isWritten(prepared, options), () -> {
            LocalStack.say("keycloak is prepared, which takes half a minute, once");
            List<String> build = new ArrayList<>(List.of("build"));
            build.addAll(BUILD_OPTIONS);
            Commands.run(
                    "Keycloak cannot be prepared", keycloak(distribution, distribution, build.toArray(String[]::new)));
            Files.writeString(prepared, options);
        });
        return distribution;
    }

    private static boolean isWritten(Path file, String content) {
        try {
            return Files.exists(file) && Files.readString(file).equals(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path onlyKeycloak(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> distributions = inside.filter(Files::isDirectory).toList();
            if (distributions.size() == 1) {
                return distributions.get(0);
            }
        } catch (IOException e) {
            // the same answer
        }
        throw new StackFailure(
                "There must be one Keycloak in " + folder + ". Mend it: mvn -pl deploy/local clean package");
    }

    /** A home in the data folder that shares the programs and owns the rest. */
    private Path home(Path distribution) {
        Path home = context().data().directory("keycloak");
        try {
            for (String shared : List.of("lib", "providers", "themes", "conf")) {
                Path link = home.resolve(shared);
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, distribution.resolve(shared));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home;
    }

    /** An existing realm is left as it is, so a changed file needs {@code up --fresh}. */
    private void importRealm(Path home) {
        try {
            Path imports = PrivateFiles.directory(home.resolve("data/import"));
            String realm = Files.readString(context().repository().realm());
            PrivateFiles.write(
                    imports.resolve(REALM + "-realm.json"),
                    shiftPorts(realm, context().ports().offset()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Redirect addresses are exact, so they follow the ports. */
    static String shiftPorts(String realm, int offset) {
        return SHIFTED_PORT
                .matcher(realm)
                .replaceAll(port -> "localhost:" + (Integer.parseInt(port.group(1)) + offset));
    }

    /** What Keycloak's own script runs, without the shell in between that would hide the pid. */
    private List<String> keycloak(Path distribution, Path home, String... arguments) {
        List<String> command = new ArrayList<>(java(
                "-Dkc.home.dir=" + home,
                "-Xms64m",
                "-Xmx384m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                // halves the processor time of a start; nobody measures its throughput
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Duser.language=en",
                "-Duser.country=US",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                distribution.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    boolean isReady() {
        return Http.isOk(context().ports().keycloakManagement(), "/health/ready")
                && Http.isOk(context().ports().keycloak(), "/realms/" + REALM);
    }

    @Override
    Duration patience() {
        return Duration.ofSeconds(240);
    }
}
