package io.partnersupport.gateway.routing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** One service: its instances, which take turns, and how much the gateway asks of all of them at a time. */
final class Upstream {
    private final String name;
    private final Duration answerTimeout;
    private final List<Instance> instances;
    private final int mostWaiting;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();

    Upstream(String name, Upstreams.Service service, Upstreams settings) {
        this.name = name;
        this.answerTimeout = service.answerTimeout().orElse(settings.answerTimeout());
        this.instances = service.urls().stream()
                .map(address -> new Instance(address, circuit(settings.circuit()), settings.leaving()))
                .toList();
        this.mostWaiting = settings.waiting();
    }

    private static Circuit circuit(Upstreams.Breaker settings) {
        return new Circuit(settings.failures(), settings.pause(), System::nanoTime);
    }

    String name() {
        return name;
    }

    Duration answerTimeout() {
        return answerTimeout;
    }

    /** A single address is tried twice, because another process may have taken over there. */
    int mostAttempts() {
        return Math.max(2, instances.size());
    }

    /** Whose turn it is: one that stays if it can be, and before all one that was not tried yet; none while none may be asked. */
    Optional<Instance> choose(Set<Instance> tried) {
        return next(instance -> !tried.contains(instance) && !instance.isLeaving())
                .or(() -> next(instance -> !tried.contains(instance)))
                .or(() -> tried.isEmpty() ? Optional.empty() : next(instance -> true));
    }

    private Optional<Instance> next(Predicate<Instance> wanted) {
        int first = turn.getAndIncrement();
        for (int i = 0; i < instances.size(); i++) {
            Instance instance = instances.get(Math.floorMod(first + i, instances.size()));
            if (wanted.test(instance) && instance.circuit().admits()) {
                return Optional.of(instance);
            }
        }
        return Optional.empty();
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
