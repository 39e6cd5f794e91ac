package io.partnersupport.linking.api;

import io.partnersupport.linking.application.LinkingConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Lets requests wait before they look for a pair once more (L-4), without a thread or a connection. */
@ApplicationScoped
class SecondLook {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Duration within;
    private final Semaphore places;

    SecondLook(LinkingConfig config) {
        this.within = config.secondLookWithin();
        this.places = new Semaphore(config.secondLookPlaces());
    }

    /**
     * Runs one of the two on a worker thread, in the context of the running request.
     *
     * @param isTime to look, which is asked from time to time; may not block
     * @param look what to do then, or when there is no more time
     * @param ifTooMany what to do at once if too many are waiting already
     */
    <T> Uni<T> take(BooleanSupplier isTime, Supplier<T> look, Supplier<T> ifTooMany) {
        if (!places.tryAcquire()) {
            return Uni.createFrom().item(ifTooMany);
        }
        Context request = Vertx.currentContext();
        return awaited(isTime, System.nanoTime() + within.toNanos())
                .onTermination()
                .invoke(() -> places.release())
                .emitOn(task -> onWorkerThread(request, task))
                .onItem()
                .transform(nothing -> look.get());
    }

    private static Uni<Void> awaited(BooleanSupplier isTime, long end) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(PAUSE)
                .chain(() -> isTime.getAsBoolean() || System.nanoTime() - end >= 0
                        ? Uni.createFrom().voidItem()
                        : awaited(isTime, end));
    }

    private static void onWorkerThread(Context request, Runnable task) {
        Callable<Void> blocking = () -> {
            task.run();
            return null;
        };
        request.executeBlocking(blocking, false).onFailure(failure -> {
            throw new IllegalStateException(failure);
        });
    }
}
