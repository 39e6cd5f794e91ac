package io.partnersupport.e2e.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Looks at what must hold at every moment, while things happen: I1 and what the services say of their health. */
final class Watch implements AutoCloseable {
    private static final long EVERY_MILLIS = 250;

    /** What a service said of itself, if anything, at a time of {@link System#nanoTime()}. */
    record Sample(long at, boolean ready, boolean live) {}

    private final Databases databases;
    private final Findings findings;
    private final Map<String, Queue<Sample>> samples = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running = true;

    Watch(Lab lab, Databases databases, Findings findings, double leniency) {
        this.databases = databases;
        this.findings = findings;
        Lab.SERVICES.forEach(service -> {
            samples.put(service, new ConcurrentLinkedQueue<>());
            repeat("health-of-" + service, () -> {
                boolean ready = lab.isHealthy(service, "ready", Duration.ofMillis((long) (3000 * leniency)));
                long at = System.nanoTime();
                boolean live = lab.isHealthy(service, "live", Duration.ofMillis((long) (5000 * leniency)));
                samples.get(service).add(new Sample(at, ready, live));
            });
        });
        repeat("balances", this::balances);
    }

    private void repeat(String name, Runnable look) {
        threads.add(Lab.thread(name, () -> {
            while (running) {
                look.run();
                Lab.pause(EVERY_MILLIS);
            }
        }));
    }

    private void balances() {
        try {
            List<List<String>> rows = databases.rows("incident", Checker.UNBALANCED);
            findings.that(rows.isEmpty(), "I1", () -> "at a moment of the run, balances were wrong: " + rows);
        } catch (SQLException e) {
            // no sample while the database is away
        }
    }

    List<Sample> samples(String service) {
        return List.copyOf(samples.get(service));
    }

    @Override
    public void close() {
        running = false;
        threads.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }
}
