package io.partnersupport.linking.api;

import io.partnersupport.linking.application.LinkingConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets requests wait before they look for a pair once more (L-4), without a thread or a connection. */
@ApplicationScoped
class SecondLook {
    private final Duration after;
    private final Semaphore places;

    SecondLook(LinkingConfig config) {
        this.after = config.secondLookAfter();
        this.places = new Semaphore(config.secondLookPlaces());
    }

    /**
     * Runs one of the two on a worker thread, in the context of the running request.
     *
     * @param look what to do in a while
     * @param ifTooMany what to do at once if too many are waiting already
     */
    <T> Uni<T> take(Supplier<T> look, Supplier<T> ifTooMany) {
        if (!places.tryAcquire()) {
            return Uni.createFrom().item(ifTooMany);
        }
        Context request = Vertx.currentContext();
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(after)
                .onTermination()
                .invoke(() -> places.release())
                .emitOn(task -> onWorkerThread(request, task))
                .onItem()
                .transform(nothing -> look.get());
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
