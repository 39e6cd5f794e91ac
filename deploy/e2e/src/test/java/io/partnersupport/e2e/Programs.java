package io.partnersupport.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of others, run as their users run them. */
public final class Programs {
    private Programs() {}

    /** Ends well, or fails the test with what the program said. */
    static void run(Path folder, Map<String, String> environment, String... command) throws Exception {
        Path output = Files.createTempFile("program", ".log");
        // a child that took over this process's input would read what Surefire tells it
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " did not end:\n" + Files.readString(output));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed:\n" + Files.readString(output));
        }
        Files.delete(output);
    }

    static void assumeNode(String user) throws InterruptedException {
        boolean found = runs("node", "--version") && runs("npm", "--version");
        if (!found) {
            System.err.println("*** SKIPPED: " + user + " needs Node.js 20 or later with npm on the PATH ***");
        }
        assumeTrue(found, "Node.js 20 or later with npm is on the PATH");
    }

    /** Whether this is there and ends well. */
    public static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
