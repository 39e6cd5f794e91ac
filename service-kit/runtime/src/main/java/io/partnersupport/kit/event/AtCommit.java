package io.partnersupport.kit.event;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Runs a task once when the running transaction commits, however often that is asked for. */
final class AtCommit implements Synchronization {
    private final Runnable task;

    private AtCommit(Runnable task) {
        this.task = task;
    }

    /** Outside of a transaction the task is run at once. */
    static void run(TransactionSynchronizationRegistry transaction, Object onceFor, Runnable task) {
        if (transaction.getTransactionKey() == null) {
            task.run();
        } else if (transaction.getResource(onceFor) == null) {
            transaction.putResource(onceFor, true);
            transaction.registerInterposedSynchronization(new AtCommit(task));
        }
    }

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
        if (status == Status.STATUS_COMMITTED) {
            task.run();
        }
    }
}
