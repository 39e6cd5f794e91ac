package io.partnersupport.e2e.security;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks many things at a time. */
final class Parallel {
    private static final int AT_A_TIME = 8;

    private Parallel() {}

    /** What is wrong, in the order of the cases; a case without a fault answers null. */
    static List<String> faults(List<? extends Callable<String>> cases) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            return threads.invokeAll(cases).stream()
                    .map(Parallel::resultOf)
                    .filter(Objects::nonNull)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static String resultOf(Future<String> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            return e.getCause().toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
