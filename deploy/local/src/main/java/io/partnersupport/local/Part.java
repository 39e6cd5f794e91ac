package io.partnersupport.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One process of the stack: what it needs, how it is started, and when it is ready. */
abstract class Part {
    /** What every part may use. */
    record Context(Repository repository, DataFolder data, Ports ports, Secrets secrets) {}

    private final String name;
    private final Context context;

    Part(String name, Context context) {
        this.name = name;
        this.context = context;
    }

    final String name() {
        return name;
    }

    final Context context() {
        return context;
    }

    final ManagedProcess process() {
        return new ManagedProcess(
                name, mark(), context.data().pidFile(name), context.data().log(name));
    }

    /** Names of the parts that must be ready before this one starts. */
    abstract Set<String> needs();

    /** Every port it listens on, with what it is for. */
    abstract Map<Integer, String> ports();

    /** Prepares what the process needs and answers how to start it. */
    abstract List<String> command();

    Map<String, String> environment() {
        return Map.of();
    }

    abstract boolean isReady();

    /** Brings what only the running process can hold (roles, permissions) into its wanted state; safe to repeat. */
    void arrange() {}

    Duration patience() {
        return Duration.ofSeconds(120);
    }

    String stopSignal() {
        return "TERM";
    }

    String mark() {
        return "-Dlocal-stack.process=" + context.data().pidFile(name);
    }

    /** A JVM of the version that runs this program. */
    final List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(mark());
        command.addAll(List.of(arguments));
        return command;
    }
}
