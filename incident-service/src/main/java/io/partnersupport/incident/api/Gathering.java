package io.partnersupport.incident.api;

import io.partnersupport.kit.http.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does together what waits at the same moment. A few lanes each take all that waits, up to a limit, and do it; meanwhile
 * the next ones gather. Nobody waits for company: who comes alone is done alone. A burst waits here rather than for a
 * connection, of which it would take all; who waits longer than the patience is sent away.
 */
public final class Gathering<Q, A> implements AutoCloseable {
    /** One that waits for its answer. */
    public static final class Waiting<Q, A> {
        private final Q question;
        private final CompletableFuture<A> answer = new CompletableFuture<>();
        private final long since = System.nanoTime();

        private Waiting(Q question) {
            this.question = question;
        }

        public Q question() {
            return question;
        }

        /** Answers it, or lets it fail with what is thrown. */
        public void answer(Supplier<A> supplier) {
            try {
                answer.complete(supplier.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int RETRY_AFTER_SECONDS = 1;

    private final BlockingQueue<Waiting<Q, A>> queue = new LinkedBlockingQueue<>();
    private final List<Thread> lanes = new ArrayList<>();
    private final int most;
    private final Consumer<List<Waiting<Q, A>>> work;

    /**
     * Opens the lanes.
     *
     * @param lanes how many lists are worked on at the same time
     * @param most how many are done together
     * @param work answers each of a list; what it throws becomes the answer of those that it did not answer
     */
    public Gathering(String name, int lanes, int most, Consumer<List<Waiting<Q, A>>> work) {
        this.most = most;
        this.work = work;
        for (int lane = 1; lane <= lanes; lane++) {
            Thread thread = new Thread(this::workOn, name + "-" + lane);
            thread.setDaemon(true);
            thread.start();
            this.lanes.add(thread);
        }
    }

    public CompletionStage<A> ask(Q question) {
        Waiting<Q, A> waiting = new Waiting<>(question);
        queue.add(waiting);
        return waiting.answer;
    }

    /** Like {@link #ask}, for who has nothing else to do. */
    public A await(Q question) {
        try {
            return ask(question).toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void workOn() {
        try {
            while (true) {
                List<Waiting<Q, A>> taken = new ArrayList<>();
                taken.add(queue.take());
                queue.drainTo(taken, most - 1);
                work(taken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private static <A> A tooLate() {
        throw Problem.of(503, "service-unavailable")
                .retryAfterSeconds(RETRY_AFTER_SECONDS)
                .exception();
    }

    private void work(List<Waiting<Q, A>> taken) {
        long oldest = System.nanoTime() - PATIENCE.toNanos();
        List<Waiting<Q, A>> inTime = new ArrayList<>();
        for (Waiting<Q, A> waiting : taken) {
            if (waiting.since - oldest < 0) {
                waiting.answer(Gathering::tooLate);
            } else {
                inTime.add(waiting);
            }
        }
        try {
            if (!inTime.isEmpty()) {
                work.accept(inTime);
            }
        } catch (Throwable e) { // whatever it is, the lane goes on
            inTime.forEach(waiting -> waiting.answer.completeExceptionally(e));
        }
    }

    /** Ends the lanes; who waits is not answered any more. */
    @Override
    public void close() {
        lanes.forEach(Thread::interrupt);
    }
}
