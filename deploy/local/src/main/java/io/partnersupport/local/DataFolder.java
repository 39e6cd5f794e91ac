package io.partnersupport.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Everything that one stack keeps: data, secrets, logs, and which processes are its own. */
record DataFolder(Path root) {
    private static final String MARK = "port-offset";
    private static final List<String> CONTENT = List.of(
            "postgres",
            "kafka",
            "keycloak",
            "tls",
            "logs",
            "mails",
            "ca.pem",
            "secrets.properties",
            "demo-data.loaded",
            MARK);

    /** The folder with that name, made for this offset if it is new. */
    static DataFolder prepare(Path root, OptionalInt portOffset) {
        var folder = new DataFolder(root);
        if (!folder.exists()) {
            if (!isEmpty(root)) {
                throw new StackFailure(
                        root + " has files in it that no stack made. Name a new or empty folder by --data.");
            }
            folder.make(new Ports(portOffset.orElse(0)));
        }
        return folder;
    }

    boolean exists() {
        return Files.exists(root.resolve(MARK));
    }

    Ports ports() {
        try {
            return new Ports(
                    Integer.parseInt(Files.readString(root.resolve(MARK)).strip()));
        } catch (IOException e) {
            throw new StackFailure("There is no stack in " + root + ". Start it with deploy/local/up.");
        }
    }

    /** As new, for these ports: they are in what the stack keeps (issuer, redirect addresses). */
    void empty(Ports ports) {
        CONTENT.forEach(name -> PrivateFiles.delete(root.resolve(name)));
        make(ports);
    }

    private void make(Ports ports) {
        PrivateFiles.directory(root);
        PrivateFiles.directory(root.resolve("run"));
        PrivateFiles.directory(root.resolve("logs"));
        PrivateFiles.write(root.resolve(MARK), ports.offset() + "\n");
    }

    Path directory(String name) {
        return PrivateFiles.directory(root.resolve(name));
    }

    Path file(String name) {
        return root.resolve(name);
    }

    Path pidFile(String process) {
        return root.resolve("run").resolve(process + ".pid");
    }

    Path log(String process) {
        return root.resolve("logs").resolve(process + ".log");
    }

    Path caCertificate() {
        return root.resolve("ca.pem");
    }

    /** Processes are started or stopped by one program at a time. */
    void exclusively(Exclusively.Work work) {
        Exclusively.orRefuse(
                root.resolve("run/lock"),
                "Another deploy/local/up or down is working on " + root + ". Wait until it is done.",
                work);
    }

    private static boolean isEmpty(Path directory) {
        if (!Files.exists(directory)) {
            return true;
        }
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
