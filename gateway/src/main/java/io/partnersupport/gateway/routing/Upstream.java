package io.partnersupport.gateway.routing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** One service as the gateway has found it lately. */
final class Upstream {
    private final String name;
    private final Duration answerTimeout;
    private final Circuit circuit;
    private final int mostWaiting;
    private final AtomicInteger waiting = new AtomicInteger();

    Upstream(String name, Upstreams.Service service, Upstreams settings) {
        this.name = name;
        this.answerTimeout = service.answerTimeout().orElse(settings.answerTimeout());
        this.circuit =
                new Circuit(settings.circuit().failures(), settings.circuit().pause(), System::nanoTime);
        this.mostWaiting = settings.waiting();
    }

    String name() {
        return name;
    }

    Duration answerTimeout() {
        return answerTimeout;
    }

    Circuit circuit() {
        return circuit;
    }

    /** Takes a place among the requests that wait for an answer, if there is one. */
    boolean takesOneMore() {
        if (waiting.incrementAndGet() <= mostWaiting) {
            return true;
        }
        waiting.decrementAndGet();
        return false;
    }

    void hasOneLess() {
        waiting.decrementAndGet();
    }
}
