package io.partnersupport.gateway.routing;

import io.partnersupport.gateway.AzureSurface;
import io.partnersupport.gateway.problems.Refusal;
import io.partnersupport.gateway.problems.Refused;
import io.partnersupport.gateway.routing.IncomingBody.Failure;
import io.partnersupport.gateway.trace.Exchange;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** One request on its way to the service that owns it, and the answer on its way back. */
final class Forwarding {
    private static final Logger LOG = Logger.getLogger(Forwarding.class);
    private static final Set<HttpMethod> REPEATABLE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);
    private static final Set<HttpMethod> WITH_LENGTH = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final RoutingContext request;
    private final HttpServerRequest received;
    private final Exchange exchange;
    private final Upstream upstream;
    private final Forwarder forwarder;
    private final IncomingBody body;
    private final Set<Instance> tried = new HashSet<>();
    private Instance instance;
    private HttpClientRequest sent;
    private int attempts;
    private boolean isWaiting;
    private boolean isAnswered;
    private boolean isOver;

    Forwarding(RoutingContext request, Upstream upstream, Forwarder forwarder) {
        this.request = request;
        this.received = request.request();
        this.exchange = Exchange.of(request);
        this.upstream = upstream;
        this.forwarder = forwarder;
        this.body = new IncomingBody(
                received,
                forwarder.limits(),
                forwarder.room(),
                upstream.answerTimeout(),
                request.vertx(),
                this::giveUpBody);
    }

    void begin() {
        exchange.nameUpstream(upstream.name());
        if (!choose()) {
            request.fail(unavailable());
            return;
        }
        request.addEndHandler(over -> end());
        if ("100-continue".equalsIgnoreCase(received.getHeader(HttpHeaders.EXPECT))) {
            received.response().writeContinue();
        }
        if (body.isPresent()) {
            body.gather(this::connect);
        } else {
            received.resume();
            connect();
        }
    }

    private boolean choose() {
        Optional<Instance> chosen = upstream.choose(tried);
        chosen.ifPresent(next -> {
            instance = next;
            tried.add(next);
            attempts++;
        });
        return chosen.isPresent();
    }

    private void connect() {
        if (isOver || !body.isStreamed() && !startWaiting()) {
            return;
        }
        forwarder.connect(instance, received).onComplete(this::send, failure -> fail(failure, true));
    }

    private void send(HttpClientRequest connected) {
        if (isOver) {
            connected.reset();
            return;
        }
        sent = connected;
        sent.exceptionHandler(failure -> {}); // what goes wrong fails the answer, too
        PassedHeaders.on(received.headers(), exchange, sent.headers());
        AzureSurface.announce(received, sent.headers());
        Future<HttpClientResponse> answer = sent.response();
        if (body.isStreamed()) {
            stream();
        } else {
            sent.idleTimeout(Math.max(1, upstream.answerTimeout().toMillis() - sinceLastByte()));
            if (body.isPresent() || WITH_LENGTH.contains(received.method())) {
                sent.end(body.gathered());
            } else {
                sent.end();
            }
        }
        // a service that took its time will take it again, but a connection may just have been closed by its other end
        answer.onComplete(
                this::answer, failure -> fail(failure, isRepeatable() && !(failure instanceof TimeoutException)));
    }

    private void stream() {
        String length = received.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            sent.setChunked(true);
        } else {
            sent.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        }
        sent.write(body.gathered());
        body.pipe()
                .endOnFailure(false)
                .to(sent)
                .onSuccess(complete -> {
                    if (!isOver && !isAnswered && startWaiting()) {
                        sent.idleTimeout(upstream.answerTimeout().toMillis());
                    }
                })
                .onFailure(brokenOff -> sent.reset());
    }

    private void answer(HttpClientResponse answer) {
        stopWaiting();
        isAnswered = true;
        instance.circuit().answered();
        boolean isTurnedAway = isTurnedAway(answer);
        if (isTurnedAway || isLast(answer)) {
            instance.leaves();
        }
        if (isOver) {
            sent.reset();
            return;
        }
        if (isTurnedAway) {
            tryAgain(!body.isStreamed());
            return;
        }
        HttpServerResponse response = request.response();
        response.setStatusCode(answer.statusCode());
        PassedHeaders.back(answer.headers(), instance.address(), response);
        if (HttpMethod.HEAD.equals(received.method()) || answer.statusCode() == 204 || answer.statusCode() == 304) {
            response.end();
        } else {
            response.setChunked(!response.headers().contains(HttpHeaders.CONTENT_LENGTH));
            answer.pipe().endOnFailure(false).to(response).onFailure(brokenOff -> exchange.breakOff());
        }
    }

    private void fail(Throwable failure, boolean isSafeAgain) {
        stopWaiting();
        if (isOver) {
            return;
        }
        instance.circuit().unanswered();
        LOG.debugf(
                "%s gave no answer: %s, trace id %s",
                upstream.name(), failure.getClass().getSimpleName(), exchange.traceId());
        tryAgain(isSafeAgain);
    }

    private void tryAgain(boolean isSafe) {
        if (isSafe && attempts < upstream.mostAttempts() && choose()) {
            connect();
            return;
        }
        LOG.warnf("%s gave no answer, trace id %s", upstream.name(), exchange.traceId());
        refuse(unavailable());
    }

    /** A service that is stopping has stopped taking requests, and has not looked at this one: what it answers itself says when to come back. */
    private static boolean isTurnedAway(HttpClientResponse answer) {
        return answer.statusCode() == 503 && answer.getHeader(HttpHeaders.RETRY_AFTER) == null;
    }

    /** A service that will stop answers for a while, so that nobody has to come in vain. What fails may end a connection. */
    private static boolean isLast(HttpClientResponse answer) {
        return answer.statusCode() < 400 && "close".equalsIgnoreCase(answer.getHeader(HttpHeaders.CONNECTION));
    }

    private void giveUpBody(Failure failure) {
        if (failure == Failure.NOT_TAKEN) {
            instance.circuit().unanswered();
        }
        refuse(
                switch (failure) {
                    case TOO_LARGE -> new Refused(Refusal.PAYLOAD_TOO_LARGE);
                    case TOO_SLOW -> new Refused(Refusal.REQUEST_TIMEOUT);
                    case NOT_TAKEN, NO_ROOM -> unavailable();
                });
    }

    private void refuse(Refused refused) {
        end();
        request.fail(refused);
    }

    private Refused unavailable() {
        return new Refused(
                Refusal.SERVICE_UNAVAILABLE,
                Map.of(
                        "Retry-After",
                        Long.toString(forwarder.settings().retryAfter().toSeconds())));
    }

    /** Whether the service can tell a second time from a first one, or does not mind, and all of it is still here. */
    private boolean isRepeatable() {
        return !body.isStreamed()
                && (REPEATABLE.contains(received.method())
                        || received.headers().contains("Idempotency-Key")
                        || received.headers().contains("MS-RequestId"));
    }

    private boolean startWaiting() {
        isWaiting = upstream.takesOneMore();
        if (!isWaiting) {
            refuse(unavailable());
        }
        return isWaiting;
    }

    private void stopWaiting() {
        if (isWaiting) {
            isWaiting = false;
            upstream.hasOneLess();
        }
    }

    private void end() {
        isOver = true;
        stopWaiting();
        boolean isComplete = request.response().ended() && body.isEnded();
        if (sent != null && !isComplete) {
            sent.reset();
        }
        if (body.isEnded()) {
            body.stop();
        } else {
            body.discard();
        }
        body.release();
    }

    private long sinceLastByte() {
        return body.isPresent() ? 0 : exchange.elapsedMilliseconds();
    }
}
