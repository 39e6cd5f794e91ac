package io.partnersupport.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** All parts together: started as early as what they need allows, stopped in the reverse order. */
final class LocalStack {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration PORT_PATIENCE = Duration.ofSeconds(5);

    private final Part.Context context;
    /** In the order of starting; those of one inner list stop together. */
    private final List<List<Part>> layers;

    private boolean stopping;

    LocalStack(Repository repository, DataFolder data) {
        context = new Part.Context(repository, data, data.ports(), new Secrets(data.file("secrets.properties")));
        layers = List.of(
                List.of(new Postgres(context), new Mail(context)),
                List.of(new KafkaBroker(context), new Keycloak(context)),
                List.copyOf(Service.all(context)),
                List.of(new Gateway(context)));
    }

    static void say(String line) {
        System.out.println("  " + line);
    }

    List<Part> parts() {
        return layers.stream().flatMap(List::stream).toList();
    }

    /** The parts with these names; no names choose everything. */
    List<Part> choose(Set<String> names) {
        List<Part> all = parts();
        List<Part> chosen = all.stream()
                .filter(part -> names.isEmpty() || names.contains(part.name()))
                .toList();
        if (!names.isEmpty() && chosen.size() != names.size()) {
            throw new StackFailure("--only takes a comma-separated list of: "
                    + all.stream().map(Part::name).collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    /**
     * Starts what does not run and waits until all of it is ready.
     *
     * @param begin called when nothing speaks against it, before the first process is started
     */
    void start(List<Part> chosen, Runnable begin) {
        context.data().exclusively(() -> {
            new Build(context.repository())
                    .missing(chosen.stream()
                            .filter(Application.class::isInstance)
                            .map(Application.class::cast)
                            .toList());
            requireFreePorts(
                    chosen.stream().filter(part -> !part.process().isRunning()).toList());
            begin.run();
            startAll(chosen);
            if (chosen.equals(parts())) {
                new DemoData(context).load();
            }
        });
    }

    private void startAll(List<Part> parts) {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        // told at once, not when all others are ready or have given up
        var failed = new CompletableFuture<Void>();
        Map<String, CompletableFuture<Void>> ready = new LinkedHashMap<>();
        for (Part part : parts) {
            CompletableFuture<?>[] needed = part.needs().stream()
                    .filter(ready::containsKey)
                    .map(ready::get)
                    .toArray(CompletableFuture[]::new);
            ready.put(part.name(), CompletableFuture.allOf(needed).thenRunAsync(() -> bringUp(part, failed), threads));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(ready.values().toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(all, failed).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackFailure failure
                    ? failure
                    : new StackFailure("The stack cannot be started", e.getCause());
        }
    }

    private void bringUp(Part part, CompletableFuture<Void> failed) {
        try {
            bringUp(part);
        } catch (RuntimeException failure) {
            failed.completeExceptionally(failure);
            throw failure;
        }
    }

    private void bringUp(Part part) {
        long begun = System.nanoTime();
        ManagedProcess process = part.process();
        boolean wasRunning = process.isRunning();
        if (!wasRunning) {
            start(part);
        }
        process.awaitReady(part::isReady, part.patience());
        part.arrange();
        double seconds = (System.nanoTime() - begun) / 1e9;
        say(String.format(
                "%-26s%s", part.name(), wasRunning ? "runs already" : String.format("ready in %.1f s", seconds)));
    }

    /** Nothing may start behind the back of a stop, which Ctrl-C can ask for at any moment. */
    private void start(Part part) {
        List<String> command = part.command();
        synchronized (layers) {
            if (stopping) {
                throw new StackFailure("Stopped while starting.");
            }
            part.process().start(command, part.environment());
        }
    }

    /** Another program on a port gives puzzling errors later; here it is a sentence. */
    private static void requireFreePorts(List<Part> toStart) {
        long deadline = System.nanoTime() + PORT_PATIENCE.toNanos();
        Map<Integer, String> taken = takenPorts(toStart);
        // a process that was killed a moment ago may still hold its port
        while (!taken.isEmpty() && System.nanoTime() < deadline) {
            taken = takenPorts(toStart);
        }
        if (!taken.isEmpty()) {
            throw new StackFailure(taken.entrySet().stream()
                            .map(port -> "Port " + port.getKey() + ", meant for " + port.getValue()
                                    + ", is used by another program.")
                            .collect(Collectors.joining("\n"))
                    + "\nStop that program (another stack? deploy/local/down --data its-folder), or shift all ports of"
                    + " a new stack: deploy/local/up --data other-folder --port-offset 3000");
        }
    }

    private static Map<Integer, String> takenPorts(List<Part> parts) {
        Map<Integer, String> taken = new TreeMap<>();
        for (Part part : parts) {
            part.ports().forEach((port, purpose) -> {
                if (!isFree(port)) {
                    taken.put(port, purpose);
                }
            });
        }
        return taken;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether anything was there to stop. */
    boolean stop() {
        synchronized (layers) {
            stopping = true;
        }
        boolean any = false;
        List<List<Part>> reversed = new ArrayList<>(layers);
        Collections.reverse(reversed);
        for (List<Part> layer : reversed) {
            List<Part> running =
                    layer.stream().filter(part -> part.process().isRunning()).toList();
            running.parallelStream().forEach(part -> {
                part.process().stop(part.stopSignal(), STOP_PATIENCE);
                say(part.name() + " stopped");
            });
            any |= !running.isEmpty();
        }
        return any;
    }

    Part.Context context() {
        return context;
    }
}
