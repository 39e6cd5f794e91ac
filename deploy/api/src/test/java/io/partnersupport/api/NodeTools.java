package io.partnersupport.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the tools of package-lock.json. Without Node.js the tests that need them are skipped, and say so. */
final class NodeTools {
    private static final int OLDEST_MAJOR = 20;
    private static final Path INSTALLED = Path.of("node_modules", ".package-lock.json");

    private NodeTools() {}

    /** What a tool wrote to its standard output; whether it found something is its caller's concern. */
    static synchronized String run(String tool, List<String> arguments) {
        install();
        List<String> command = new ArrayList<>(
                List.of("node", Path.of("node_modules", ".bin", tool).toString()));
        command.addAll(arguments);
        return output(command, 120);
    }

    private static void install() {
        assumeTrue(
                majorVersion() >= OLDEST_MAJOR,
                "SKIPPED: the gates of the API document need Node.js " + OLDEST_MAJOR + " or newer on the PATH");
        try {
            if (!Files.exists(INSTALLED)
                    || Files.getLastModifiedTime(INSTALLED)
                                    .compareTo(Files.getLastModifiedTime(Path.of("package-lock.json")))
                            < 0) {
                output(List.of("npm", "ci", "--no-progress", "--loglevel=error"), 300);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int majorVersion() {
        try {
            return Integer.parseInt(output(List.of("node", "--version"), 20)
                    .strip()
                    .substring(1)
                    .split("\\.")[0]);
        } catch (UncheckedIOException e) { // there is none
            return 0;
        }
    }

    private static String output(List<String> command, int seconds) {
        try {
            Path errors = Files.createTempFile(Files.createDirectories(Path.of("target")), "node", ".log");
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(seconds, TimeUnit.SECONDS) || process.exitValue() > 1) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " failed: " + output + Files.readString(errors));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
