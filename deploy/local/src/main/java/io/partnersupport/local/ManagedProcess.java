package io.partnersupport.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One process that outlives the program which started it, and is found again by its pid file.
 *
 * @param mark text in its command line by which it is told from a stranger that got the same pid
 */
record ManagedProcess(String name, String mark, Path pidFile, Path log) {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LINES_SHOWN = 25;

    /** The process, if it runs. A pid alone proves nothing: systems use pids again. */
    Optional<ProcessHandle> running() {
        try {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            return ProcessHandle.of(pid).filter(this::isOurs);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean isRunning() {
        return running().isPresent();
    }

    private boolean isOurs(ProcessHandle process) {
        // a process that ended and waits for its parent has no command line any more
        return process.info().commandLine().filter(line -> line.contains(mark)).isPresent();
    }

    void start(List<String> command, Map<String, String> environment) {
        List<String> detached = new ArrayList<>();
        // a session of its own: Ctrl-C in the terminal reaches this program only, which then stops in order
        findOnPath("setsid").ifPresent(detached::add);
        detached.addAll(command);
        var builder = new ProcessBuilder(detached)
                .directory(pidFile.getParent().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            PrivateFiles.write(pidFile, process.pid() + "\n");
        } catch (IOException e) {
            throw new StackFailure(name + " cannot be started", e);
        }
    }

    /** Waits until the process does its work, and says why if it does not. */
    void awaitReady(BooleanSupplier ready, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ready.getAsBoolean()) {
            if (!isRunning() && hasEnded()) {
                throw new StackFailure(name + " ended while it was starting." + endOfLog());
            }
            if (System.nanoTime() > deadline) {
                throw new StackFailure(
                        name + " runs but is not ready after " + patience.toSeconds() + " s." + endOfLog());
            }
            pause();
        }
    }

    /** Looks twice: in the instant of exec a process shows no command line. */
    private boolean hasEnded() {
        pause();
        return !isRunning();
    }

    /** Asks it to end, and insists when the patience is over. */
    void stop(String signal, Duration patience) {
        running().ifPresent(process -> {
            signal(process, signal);
            if (!endsWithin(process, patience)) {
                process.destroyForcibly();
                if (!endsWithin(process, Duration.ofSeconds(5))) {
                    throw new StackFailure(name + " (pid " + process.pid() + ") cannot be stopped.");
                }
            }
        });
        PrivateFiles.delete(pidFile);
    }

    private boolean endsWithin(ProcessHandle process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive() && isOurs(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            // Java itself can only send TERM and KILL
            new ProcessBuilder("bash", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readString(log).lines().toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
            return " The end of " + log + ":\n  " + String.join("\n  ", last);
        } catch (IOException e) {
            return " It wrote no log to " + log + ".";
        }
    }

    static Optional<String> findOnPath(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.");
        }
    }
}
