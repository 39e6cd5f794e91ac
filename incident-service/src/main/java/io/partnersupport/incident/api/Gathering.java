package io.partnersupport.incident.api;

import io.partnersupport.kit.http.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does together what waits at the same moment. A few lanes each take all that waits, up to a limit, and do it; meanwhile
 * the next ones gather, first come, first served. Nobody waits for company: who comes alone is done alone. How many wait
 * is limited by how many requests the service takes at a time, and how long by the patience: then they are sent away.
 */
final class Gathering<Q, A> implements AutoCloseable {
    /** One that waits for its answer. */
    static final class Waiting<Q, A> {
        private final Q question;
        private final CompletableFuture<A> answer = new CompletableFuture<>();
        private final long until;

        private Waiting(Q question, Duration patience) {
            this.question = question;
            this.until = System.nanoTime() + patience.toNanos();
        }

        Q question() {
            return question;
        }

        /** Answers it, or lets it fail with what is thrown. */
        void answer(Supplier<A> supplier) {
            try {
                answer.complete(supplier.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }

        /** The same, unless it has waited too long. */
        void answerInTime(Supplier<A> supplier) {
            answer(isInTime() ? supplier : Waiting::sendAway);
        }

        private boolean isInTime() {
            return until - System.nanoTime() > 0;
        }

        private static <A> A sendAway() {
            throw Problem.of(503, "service-unavailable")
                    .retryAfterSeconds(RETRY_AFTER_SECONDS)
                    .exception();
        }
    }

    private static final int RETRY_AFTER_SECONDS = 1;
    private static final int LAST_ONES_SECONDS = 5;

    private final BlockingQueue<Waiting<Q, A>> queue = new LinkedBlockingQueue<>();
    private final ExecutorService lanes;
    private final int most;
    private final Duration patience;
    private final Consumer<List<Waiting<Q, A>>> work;

    /**
     * Opens the lanes.
     *
     * @param lanes how many lists are worked on at the same time
     * @param most how many are done together
     * @param patience after which nothing is begun any more for who waits
     * @param work answers each of a list; what it throws becomes the answer of those that it did not answer
     */
    Gathering(String name, int lanes, int most, Duration patience, Consumer<List<Waiting<Q, A>>> work) {
        this.lanes = Executors.newFixedThreadPool(lanes, lane -> new Thread(lane, name));
        this.most = most;
        this.patience = patience;
        this.work = work;
    }

    CompletionStage<A> ask(Q question) {
        Waiting<Q, A> waiting = new Waiting<>(question, patience);
        queue.add(waiting);
        lanes.execute(this::takeWhatWaits); // which may be nothing any more
        return waiting.answer;
    }

    private void takeWhatWaits() {
        List<Waiting<Q, A>> taken = new ArrayList<>();
        queue.drainTo(taken, most);
        taken.stream().filter(waiting -> !waiting.isInTime()).forEach(late -> late.answer(Waiting::sendAway));
        taken.removeIf(waiting -> waiting.answer.isDone());
        if (taken.isEmpty()) {
            return;
        }
        try {
            work.accept(taken);
        } catch (Throwable e) { // nobody may wait for ever
            taken.forEach(waiting -> waiting.answer.completeExceptionally(e));
        }
    }

    /** Answers who waits, and closes the lanes. */
    @Override
    public void close() {
        lanes.shutdown();
        try {
            if (!lanes.awaitTermination(LAST_ONES_SECONDS, TimeUnit.SECONDS)) {
                lanes.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
