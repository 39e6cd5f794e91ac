package io.partnersupport.kit;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class TraceTest {
    private final Person person = Person.of("4960001", Role.GLOBAL_ADMIN);
    private final String traceId = UUID.randomUUID().toString().replace("-", "");

    @Inject
    Database database;

    @Test
    void aTraceGoesFromTheRequestIntoTheEvent() {
        String id = UUID.randomUUID().toString();
        person.requestWithKey()
                .header("traceparent", traceparent(traceId))
                .body("{\"name\":\"a\",\"size\":1}")
                .post("/v1/things/" + id)
                .then()
                .statusCode(201);

        await().untilAsserted(() -> assertThat(TestTopics.read(Things.TOPIC))
                .filteredOn(event -> event.key().equals(id))
                .singleElement()
                .satisfies(event ->
                        assertThat(TestTopics.header(event, "ce_traceparent")).isEqualTo(traceparent(traceId))));
    }

    @Test
    void theLinesThatARequestLogsCarryItsTrace() {
        Map<String, Queue<String>> traces = Map.of("Somebody asked who they are", new ConcurrentLinkedQueue<>());
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                traces.getOrDefault(line.getMessage(), new ConcurrentLinkedQueue<>())
                        .add(String.valueOf(ExtLogRecord.wrap(line).getMdc("traceId")));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(ThingResource.class.getName());
        logger.addHandler(listener);
        try {
            List<String> ids = inParallel();
            assertThat(traces.values().iterator().next()).containsExactlyInAnyOrderElementsOf(ids);
        } finally {
            logger.removeHandler(listener);
        }
    }

    /** Each request gets its own trace back, whichever threads they share. */
    private List<String> inParallel() {
        var threads = Executors.newFixedThreadPool(8);
        try {
            return IntStream.range(0, 64)
                    .mapToObj(request -> CompletableFuture.supplyAsync(
                            () -> {
                                String trace = UUID.randomUUID().toString().replace("-", "");
                                person.request()
                                        .header("traceparent", traceparent(trace))
                                        .get("/v1/things/caller")
                                        .then()
                                        .statusCode(200);
                                String problem = person.request()
                                        .header("traceparent", traceparent(trace))
                                        .get("/v1/things/caller?limit=x")
                                        .jsonPath()
                                        .getString("traceId");
                                assertThat(problem).isEqualTo(trace);
                                return trace;
                            },
                            threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsNoTraceIsReplacedByANewOne() {
        for (String broken : List.of(
                "x",
                traceparent("0".repeat(32)),
                traceparent(traceId).toUpperCase(java.util.Locale.ROOT),
                traceparent(traceId) + "-x")) {
            assertThat(person.request()
                            .header("traceparent", broken)
                            .get("/v1/nothing")
                            .jsonPath()
                            .getString("traceId"))
                    .matches("[0-9a-f]{32}")
                    .isNotEqualTo(traceId)
                    .isNotEqualTo("0".repeat(32));
        }
    }

    private static String traceparent(String traceId) {
        return "00-" + traceId + "-00f067aa0ba902b7-01";
    }
}
