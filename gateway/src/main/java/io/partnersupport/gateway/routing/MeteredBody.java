package io.partnersupport.gateway.routing;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.function.LongConsumer;

/** The body of a request on its way to a service, with an eye on its size and on who is waiting for whom. */
final class MeteredBody implements ReadStream<Buffer> {
    private final HttpServerRequest source;
    private final LongConsumer onProgress;
    private long received;
    private boolean isHeldBack;

    /** Each time a part arrives, and before it is passed on, the size so far is reported. */
    MeteredBody(HttpServerRequest source, LongConsumer onProgress) {
        this.source = source;
        this.onProgress = onProgress;
    }

    long received() {
        return received;
    }

    /** Whether the next step is the client's: it has not sent everything, and nobody asked it to stop. */
    boolean isWaitingForClient() {
        return !source.isEnded() && !isHeldBack;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        source.handler(
                handler == null
                        ? null
                        : part -> {
                            received += part.length();
                            onProgress.accept(received);
                            handler.handle(part);
                        });
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        isHeldBack = true;
        source.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        isHeldBack = false;
        source.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        isHeldBack = false;
        source.fetch(amount);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
        source.endHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        source.exceptionHandler(handler);
        return this;
    }
}
