package io.partnersupport.e2e.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.partnersupport.e2e.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** More at a time than threads, connections and memory are there for. */
@ExtendWith(Stack.class)
@EnabledOnOs(OS.LINUX)
class OverloadTest {
    private static final int AT_A_TIME = 600;
    private static final int LARGE_AT_A_TIME = 100;
    /** As patient as the many threads of the flood need it, which share a machine with what they flood. */
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final String INCIDENTS = "incident-service";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @DisplayName("I9: what a service cannot do at a time is asked to come again, in bounded memory, and it is over at once")
    void aFloodPastTheGateway() {
        String token = Stack.token("outsider");
        HttpRequest question = request(Stack.direct(INCIDENTS) + "/v1/support-plans", token).build();
        HttpRequest large = request(Stack.direct(INCIDENTS) + "/v1/incident-checks", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"title\": \"" + "x".repeat(900_000) + "\"}"))
                .build();
        assertFlood("questions to a service", INCIDENTS, question, AT_A_TIME, Set.of(200));
        assertFlood("large bodies to a service", INCIDENTS, large, LARGE_AT_A_TIME, Set.of(400));
    }

    @Test
    @DisplayName("I9: what the gateway cannot pass on at a time is asked to come again, in bounded memory")
    void aFloodThroughTheGateway() {
        String token = Stack.token("outsider");
        HttpRequest question = request(Stack.gateway() + "/v1/support-plans", token).build();
        HttpRequest large = request(Stack.gateway() + "/v1/incident-checks", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"title\": \"" + "x".repeat(900_000) + "\"}"))
                .build();
        assertFlood("questions through the gateway", "gateway", question, AT_A_TIME, Set.of(200));
        assertFlood("large bodies through the gateway", "gateway", large, LARGE_AT_A_TIME, Set.of(400, 408));
    }

    private static void assertFlood(String name, String process, HttpRequest request, int atATime, Set<Integer> done) {
        ProcessHandle before = Stack.process(process);
        long begun = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> flood = IntStream.range(0, atATime)
                .mapToObj(i -> CLIENT.sendAsync(request, BodyHandlers.ofString()))
                .toList();
        List<HttpResponse<String>> answers =
                flood.stream().map(CompletableFuture::join).toList();
        double seconds = (System.nanoTime() - begun) / 1e9;
        Map<Integer, Long> statuses = answers.stream()
                .collect(Collectors.groupingBy(HttpResponse::statusCode, TreeMap::new, Collectors.counting()));
        System.out.printf(
                "Flood, %d %s: %s in %.1f s, heap %.0f MB%n",
                atATime,
                name,
                statuses,
                seconds,
                Program.of(process).metric("jvm_memory_used_bytes", "area=\"heap\"") / 1e6);

        assertThat(answers).allSatisfy(answer -> {
            if (!done.contains(answer.statusCode())) {
                assertThat(answer.statusCode()).isIn(429, 503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.body()).contains("\"service-unavailable\"");
            }
        });
        assertThat(statuses.keySet()).containsAnyElementsOf(done);
        await().atMost(PATIENCE)
                .until(() -> done.contains(Program.HTTP
                        .send(request, BodyHandlers.ofString())
                        .statusCode()));
        assertThat(Stack.process(process)).isEqualTo(before).matches(ProcessHandle::isAlive);
        assertThat(log(process)).doesNotContain("OutOfMemoryError");
    }

    private static HttpRequest.Builder request(String address, String token) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token);
    }

    private static String log(String process) {
        try {
            return Files.readString(Stack.DATA.resolve("logs/" + process + ".log"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
