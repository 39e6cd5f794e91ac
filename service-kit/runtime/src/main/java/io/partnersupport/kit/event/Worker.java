package io.partnersupport.kit.event;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** A thread that repeats one task, sleeps between rounds, can be woken, and survives failures of a round. */
final class Worker {
    /** One round of the task; what it throws is logged, and the next round comes after the pause for failures. */
    @FunctionalInterface
    interface Round {
        void run() throws Exception;
    }

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private final Semaphore wakeUps = new Semaphore(0);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Duration pauseAfterFailure;
    private final Thread thread;

    Worker(String name, Duration pauseAfterFailure, Round round) {
        this.pauseAfterFailure = pauseAfterFailure;
        this.thread = new Thread(() -> repeat(name, round), name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean isStopping() {
        return stop.getCount() == 0;
    }

    void wake() {
        wakeUps.release();
    }

    /** Returns when woken, or after the given time. */
    void sleep(Duration atMost) {
        try {
            if (wakeUps.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            interrupted();
        }
    }

    /** Returns after the given time, whoever wakes it, or when stopping. */
    void pause(Duration time) {
        try {
            stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted();
        }
    }

    private void interrupted() {
        Thread.currentThread().interrupt();
        stop.countDown();
    }

    /** Lets the running round end and waits for it. */
    void stop(Duration patience) {
        stop.countDown();
        wake();
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat(String name, Round round) {
        while (!isStopping()) {
            try {
                round.run();
            } catch (Throwable e) { // whatever a round throws must not end the thread
                if (!isStopping()) {
                    LOG.warnf(e, "%s failed; trying again in %s", name, pauseAfterFailure);
                    pause(pauseAfterFailure);
                }
            }
        }
    }
}
