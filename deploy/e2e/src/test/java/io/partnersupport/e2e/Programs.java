package io.partnersupport.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of others, run as their users run them. */
final class Programs {
    private Programs() {}

    /** Ends well, or fails the test; what the program says is in the build's output. */
    static void run(Path folder, Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " did not end");
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(command[0] + " ended with " + process.exitValue());
        }
    }

    static void assumeNode(String user) throws InterruptedException {
        boolean found = runs("node", "--version") && runs("npm", "--version");
        if (!found) {
            System.err.println("*** SKIPPED: " + user + " needs Node.js 20 or later with npm on the PATH ***");
        }
        assumeTrue(found, "Node.js 20 or later with npm is on the PATH");
    }

    private static boolean runs(String... command) throws InterruptedException {
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
