package io.partnersupport.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL with one role and one database per service. */
final class Postgres extends Part {
    static final String NAME = "postgres";
    private static final String SUPERUSER = "postgres";
    private static final List<String> DATABASES =
            List.of("entitlement", "activation", "linking", "incident", "keycloak");

    Postgres(Context context) {
        super(NAME, context);
    }

    @Override
    Set<String> needs() {
        return Set.of();
    }

    @Override
    Map<Integer, String> ports() {
        return Map.of(context().ports().postgres(), "PostgreSQL");
    }

    @Override
    List<String> command() {
        Path programs = unpack();
        Path data = context().data().file("postgres");
        if (!Files.exists(data)) {
            initialise(programs, data);
        }
        PrivateFiles.write(data.resolve("postgresql.conf"), configuration());
        // one way in: a password over the loopback interface
        PrivateFiles.write(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        removeStaleLock(data);
        return unprivileged(programs.resolve("bin/postgres").toString(), "-D", data.toString());
    }

    private String configuration() {
        // fsync, synchronous_commit and full_page_writes stay as they are, which is on
        return """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 200
                shared_buffers = 128MB
                password_encryption = 'scram-sha-256'
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_line_prefix = '%%m [%%p] %%u@%%d '

                # a session whose client vanished holds its advisory lock: notice that within half a minute
                tcp_keepalives_idle = 10
                tcp_keepalives_interval = 5
                tcp_keepalives_count = 3
                tcp_user_timeout = 25000

                # rows and statements may hold Access IDs and Contract IDs, which belong in no log
                log_error_verbosity = terse
                log_min_error_statement = panic
                """.formatted(context().ports().postgres());
    }

    private void initialise(Path programs, Path data) {
        Path unfinished = context().data().file("postgres.new");
        PrivateFiles.delete(unfinished);
        Path password = context().data().file("run/postgres.password");
        PrivateFiles.write(password, context().secrets().password("postgres"));
        Commands.run(
                "PostgreSQL cannot make its data folder",
                unprivileged(
                        programs.resolve("bin/initdb").toString(),
                        "--pgdata=" + unfinished,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
        PrivateFiles.delete(password);
        try {
            Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After a crash of the machine the pid in the lock file may belong to somebody else, and PostgreSQL gives up. */
    private static void removeStaleLock(Path data) {
        Path lock = data.resolve("postmaster.pid");
        try {
            long pid = Long.parseLong(Files.readAllLines(lock).get(0).strip());
            boolean isTaken = ProcessHandle.of(pid)
                    .filter(process -> process.info()
                            .commandLine()
                            .filter(line -> line.contains(data.toString()))
                            .isEmpty())
                    .isPresent();
            if (isTaken) {
                Files.delete(lock);
            }
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            // no lock, or nothing that PostgreSQL would believe
        }
    }

    /** PostgreSQL refuses to run as root, which is what one is in many containers. */
    private static List<String> unprivileged(String... command) {
        List<String> result = new ArrayList<>();
        if (System.getProperty("user.name").equals("root") && onLinux()) {
            result.addAll(List.of("unshare", "-U"));
        }
        result.addAll(List.of(command));
        return result;
    }

    private static boolean onLinux() {
        return System.getProperty("os.name").equals("Linux");
    }

    @Override
    boolean isReady() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    void arrange() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC");
            for (String database : DATABASES) {
                if (!exists(statement, "pg_roles WHERE rolname = '" + database + "'")) {
                    String password = context().secrets().password("postgres." + database);
                    statement.execute("CREATE ROLE " + database + " LOGIN PASSWORD '" + password + "'");
                }
                if (!exists(statement, "pg_database WHERE datname = '" + database + "'")) {
                    statement.execute("CREATE DATABASE " + database + " OWNER " + database);
                }
                statement.execute("REVOKE CONNECT ON DATABASE " + database + " FROM PUBLIC");
            }
        } catch (SQLException e) {
            throw new StackFailure("The databases cannot be made", e);
        }
    }

    private static boolean exists(Statement statement, String from) throws SQLException {
        try (var rows = statement.executeQuery("SELECT 1 FROM " + from)) {
            return rows.next();
        }
    }

    private Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", context().secrets().password("postgres"));
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(context().ports().database(database), properties);
    }

    /** Fast shutdown: TERM would wait until every client has gone. */
    @Override
    String stopSignal() {
        return "INT";
    }

    @Override
    Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    String mark() {
        return "-D " + context().data().file("postgres");
    }

    /** The programs, unpacked once for all stacks. */
    private Path unpack() {
        String archive = "/postgres-" + (onLinux() ? "linux" : "darwin") + "-"
                + (onLinux() && System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
        URL resource = Postgres.class.getResource(archive);
        if (resource == null) {
            throw new StackFailure("There is no PostgreSQL for this machine (" + archive + ").");
        }
        // the jar's name has the version in it
        String version = resource.getPath().replaceFirst("\\.jar!.*", "").replaceFirst(".*/", "");
        Path programs = context().repository().built().resolve(version);
        Exclusively.once(context().repository().built().resolve("postgres.lock"), () -> Files.exists(programs), () -> {
            Path unfinished = programs.resolveSibling(version + ".new");
            PrivateFiles.delete(unfinished);
            try (InputStream input = resource.openStream()) {
                untar(input, unfinished);
            }
            Files.move(unfinished, programs, StandardCopyOption.ATOMIC_MOVE);
        });
        return programs;
    }

    private static void untar(InputStream archive, Path directory) throws IOException {
        var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = directory.resolve(entry.getName()).normalize();
            if (!target.startsWith(directory)) {
                throw new IOException("Entry outside of the archive: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                continue;
            }
            Files.createDirectories(target.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else if (entry.isLink()) {
                Files.createLink(target, directory.resolve(entry.getLinkName()));
            } else {
                Files.copy(tar, target);
                boolean executable = (entry.getMode() & 0100) != 0;
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
