package io.partnersupport.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Builds applications that are missing. What is there is left alone, also when its sources have changed. */
final class Build {
    private static final Pattern STEP = Pattern.compile("\\[INFO\\] Building (.+?) +\\S+ +(\\[\\d+/\\d+])");
    private static final int ERRORS_SHOWN = 5;

    private final Repository repository;

    Build(Repository repository) {
        this.repository = repository;
    }

    void missing(List<Application> applications) {
        List<String> missing = applications.stream()
                .map(Part::name)
                .filter(name -> !Files.exists(repository.application(name)))
                .toList();
        if (!missing.isEmpty()) {
            build(missing);
        }
        applications.stream()
                .map(Part::name)
                .filter(this::hasNewerSources)
                .forEach(name ->
                        LocalStack.say(name + " has sources newer than its program; build it: " + command(name)));
    }

    private void build(List<String> modules) {
        String maven = ManagedProcess.findOnPath("mvn")
                .orElseThrow(() -> new StackFailure(
                        "Maven was not found, and " + modules + " must be built. Install Maven, 3.8 or newer."));
        System.out.println("Building " + String.join(", ", modules));
        Path log = repository.built().resolve("build.log");
        List<String> command =
                new ArrayList<>(List.of(command(String.join(",", modules)).split(" ")));
        command.set(0, maven);
        command.addAll(1, List.of("-B", "-ntp"));
        List<String> errors = new ArrayList<>();
        try (var writer = new PrintWriter(Files.newBufferedWriter(log))) {
            var builder = new ProcessBuilder(command)
                    .directory(repository.root().toFile())
                    .redirectErrorStream(true);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            try (BufferedReader output = process.inputReader()) {
                output.lines().forEach(line -> {
                    writer.println(line);
                    stepIn(line).ifPresent(LocalStack::say);
                    if (line.startsWith("[ERROR]") && errors.size() < ERRORS_SHOWN) {
                        errors.add(line);
                    }
                });
            }
            if (process.waitFor() != 0) {
                throw new StackFailure("The build failed:\n" + String.join("\n", errors) + "\nAll of it: " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.");
        }
    }

    static Optional<String> stepIn(String line) {
        Matcher step = STEP.matcher(line);
        return step.matches() ? Optional.of(step.group(1) + " " + step.group(2)) : Optional.empty();
    }

    private static String command(String modules) {
        return "mvn -DskipTests -am -pl " + modules + " package";
    }

    private boolean hasNewerSources(String module) {
        try (Stream<Path> sources = Files.walk(repository.root().resolve(module).resolve("src/main"))) {
            FileTime built = Files.getLastModifiedTime(repository.application(module));
            for (Path source : sources.toList()) {
                if (Files.getLastModifiedTime(source).compareTo(built) > 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
