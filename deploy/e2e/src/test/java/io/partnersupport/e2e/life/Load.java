package io.partnersupport.e2e.life;

import io.partnersupport.e2e.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** People who keep asking through the gateway, each at a pace of their own, and what became of each request. */
final class Load implements AutoCloseable {
    /** One thing that somebody does again and again. */
    record Request(String person, String method, String path, String body, boolean hasKey) {
        static Request get(String person, String path) {
            return new Request(person, "GET", path, null, false);
        }

        static Request post(String person, String path, String body) {
            return new Request(person, "POST", path, body, false);
        }

        static Request postWithKey(String person, String path, String body) {
            return new Request(person, "POST", path, body, true);
        }
    }

    /** For billing one needs no plan. */
    static final String BILLING_INCIDENT = """
            {"kind": "BILLING", "productId": "azure", "severity": "C", "title": "An invoice", "description": "Too high.",
             "contact": {"name": "Olga Outside", "email": "olga@outside.example", "phone": "+48 22 555 01 00",
                         "language": "en", "country": "PL", "timeZone": "Europe/Warsaw",
                         "reachableAroundTheClock": false},
             "channel": "WEB"}""";

    private static final Duration PACE = Duration.ofMillis(40);

    private final ScheduledExecutorService threads;
    private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicLong slowestMillis = new AtomicLong();

    Load(List<Request> requests) {
        threads = Executors.newScheduledThreadPool(requests.size());
        requests.forEach(request -> Stack.token(request.person())); // signed in before the first is due
        for (Request request : requests) {
            var unused = threads.scheduleWithFixedDelay(() -> send(request), 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void send(Request request) {
        String kind = request.method() + " " + request.path();
        sent.incrementAndGet();
        long begun = System.nanoTime();
        try {
            HttpResponse<String> answer = Program.HTTP.send(message(request), BodyHandlers.ofString());
            answers.merge(kind + " " + answer.statusCode(), 1, Integer::sum);
            if (answer.statusCode() >= 300) {
                failures.add(kind + " → " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException | AssertionError e) {
            failures.add(kind + " → " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        slowestMillis.accumulateAndGet((System.nanoTime() - begun) / 1_000_000, Math::max);
    }

    private static HttpRequest message(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(Stack.gateway() + request.path()))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + Stack.token(request.person()));
        if (request.body() == null) {
            builder.method(request.method(), BodyPublishers.noBody());
        } else {
            builder.header("Content-Type", "application/json")
                    .method(request.method(), BodyPublishers.ofString(request.body()));
        }
        if (request.hasKey()) {
            builder.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return builder.build();
    }

    int sent() {
        return sent.get();
    }

    List<String> failures() {
        return new ArrayList<>(failures);
    }

    long slowestMillis() {
        return slowestMillis.get();
    }

    /** What was answered how often, by request and status. */
    Map<String, Integer> answers() {
        return answers;
    }

    @Override
    public void close() {
        end();
    }

    /** Sends no more, and waits until everything that was sent has been answered. */
    void end() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(20, TimeUnit.SECONDS)) {
                throw new AssertionError("Requests hang");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
