package io.partnersupport.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs programs that end by themselves. */
final class Commands {
    private Commands() {}

    static void run(String failure, List<String> command) {
        run(failure, command, Map.of());
    }

    static void run(String failure, List<String> command, Map<String, String> environment) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new StackFailure(
                        failure + ": " + command.get(0) + " ended with code " + code + ".\n" + output.strip());
            }
        } catch (IOException e) {
            throw new StackFailure(failure, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure(failure, e);
        }
    }
}
