package io.partnersupport.gateway.routing;

import io.partnersupport.gateway.access.Limits;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;

/**
 * The body of a request as it comes in. What is small is gathered before the service is asked, so that a slow client costs
 * the service nothing; the rest is streamed. A body that is too large, or comes too slowly, is given up.
 */
final class IncomingBody implements ReadStream<Buffer> {
    private static final int GATHERED = 64 * 1024;

    private final HttpServerRequest source;
    private final Limits limits;
    private final Room room;
    private final Duration idleTimeout;
    private final Vertx vertx;
    private final Handler<Failure> onFailure;
    private final boolean isPresent;
    private final long begunAtNanos = System.nanoTime();
    private Buffer gathered = Buffer.buffer(0);
    private long received;
    private long roomTaken;
    private boolean isWhole;
    private boolean isEnded;
    private boolean isHeldBack;
    private boolean isOver;
    private long lastProgressNanos = begunAtNanos;
    private long watch = -1;

    enum Failure {
        TOO_LARGE,
        TOO_SLOW,
        NOT_TAKEN,
        NO_ROOM
    }

    IncomingBody(
            HttpServerRequest source,
            Limits limits,
            Room room,
            Duration idleTimeout,
            Vertx vertx,
            Handler<Failure> onFailure) {
        this.source = source;
        this.limits = limits;
        this.room = room;
        this.idleTimeout = idleTimeout;
        this.vertx = vertx;
        this.onFailure = onFailure;
        String length = source.getHeader(HttpHeaders.CONTENT_LENGTH);
        this.isPresent = source.version() == HttpVersion.HTTP_2
                ? !source.isEnded() && !"0".equals(length)
                : length != null && !length.equals("0") || source.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    boolean isPresent() {
        return isPresent;
    }

    /** Whether it has to be streamed, because it is too large to be gathered. */
    boolean isStreamed() {
        return isPresent && !isWhole;
    }

    boolean isEnded() {
        return isEnded || !isPresent;
    }

    Buffer gathered() {
        return gathered;
    }

    /** Gathers the body; continues when it is complete, or as soon as it turns out too large for that. */
    void gather(Runnable whenReady) {
        long step = Math.min(1_000, Math.max(50, idleTimeout.toMillis() / 4));
        watch = vertx.setPeriodic(step, timer -> watch());
        source.endHandler(end -> {
            isWhole = true;
            end();
            whenReady.run();
        });
        source.exceptionHandler(gone -> stop());
        source.handler(part -> {
            if (count(part) && takeRoom(part.length())) {
                gathered.appendBuffer(part);
                if (gathered.length() > GATHERED) {
                    pause();
                    whenReady.run();
                }
            }
        });
        resume();
    }

    private boolean takeRoom(int size) {
        if (!room.take(size)) {
            fail(Failure.NO_ROOM);
            return false;
        }
        roomTaken += size;
        return true;
    }

    /** Forgets what was gathered. */
    void release() {
        room.giveBack(roomTaken);
        roomTaken = 0;
        gathered = Buffer.buffer(0);
    }

    /** Has the rest read and thrown away, so that the client can go on to its next request. */
    void discard() {
        stop();
        source.handler(rest -> {}).exceptionHandler(gone -> {}).resume();
    }

    /** Stops watching. */
    void stop() {
        isOver = true;
        if (watch >= 0) {
            vertx.cancelTimer(watch);
            watch = -1;
        }
    }

    private void end() {
        isEnded = true;
        stop();
    }

    private boolean count(Buffer part) {
        if (isOver) {
            return false;
        }
        received += part.length();
        lastProgressNanos = System.nanoTime();
        if (received > limits.body().asLongValue()) {
            fail(Failure.TOO_LARGE);
        }
        return !isOver;
    }

    private void watch() {
        long now = System.nanoTime();
        Duration underWay = Duration.ofNanos(now - begunAtNanos);
        Duration silent = Duration.ofNanos(now - lastProgressNanos);
        if (silent.compareTo(idleTimeout) > 0) {
            fail(isHeldBack ? Failure.NOT_TAKEN : Failure.TOO_SLOW);
        } else if (!isHeldBack
                && underWay.compareTo(limits.bodyPatience()) > 0
                && received
                        < limits.bodyRate().asLongValue()
                                * underWay.minus(limits.bodyPatience()).toSeconds()) {
            fail(Failure.TOO_SLOW);
        }
    }

    private void fail(Failure failure) {
        stop();
        onFailure.handle(failure);
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        source.handler(
                handler == null
                        ? null
                        : part -> {
                            if (count(part)) {
                                handler.handle(part);
                            }
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
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        isHeldBack = false;
        lastProgressNanos = System.nanoTime();
        source.fetch(amount);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
        source.endHandler(
                handler == null
                        ? null
                        : end -> {
                            end();
                            handler.handle(end);
                        });
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        source.exceptionHandler(handler);
        return this;
    }
}
