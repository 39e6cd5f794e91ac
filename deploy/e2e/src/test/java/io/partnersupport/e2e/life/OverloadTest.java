package io.partnersupport.e2e.life;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.partnersupport.e2e.Stack;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final String INCIDENTS = "incident-service";
    /** More than twice what a service works on at a time, which partnersupport.capacity says. */
    private static final int QUESTIONS = 600;

    private static final int HALF_BODIES = 300; // more than requests it takes, more than threads by default
    private static final int LARGE_BODIES = 100; // of 900 kB; four times what may be in memory
    /** What caches and connections may keep when a flood is over. */
    private static final double KEPT_AT_MOST = 32e6;
    /** As patient as the many requests of a flood need it, which share a machine with what they flood. */
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String token = Stack.token("outsider");

    @Test
    @DisplayName("I9: what a service cannot do at a time is asked to come again, in bounded memory")
    void aFloodPastTheGateway() throws Exception {
        String address = Stack.direct(INCIDENTS);
        assertThat(flood("questions to a service", INCIDENTS, question(address), QUESTIONS, 200))
                .containsKey(200);
        assertThat(flood("large bodies to a service", INCIDENTS, large(address), LARGE_BODIES, 400))
                .containsKeys(400, 503);
    }

    @Test
    @DisplayName("I12: bodies that stop in the middle keep nobody from asking a service how it is")
    void bodiesThatStopInTheMiddle() throws IOException {
        URI address = URI.create(Stack.direct(INCIDENTS));
        byte[] head = """
                POST /v1/incident-checks HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Content-Type: application/json
                Content-Length: 20000

                {""".formatted(token).replace("\n", "\r\n").getBytes(US_ASCII);
        byte[] half = " ".repeat(12_000).getBytes(US_ASCII);
        List<Socket> stopped = new ArrayList<>();
        try {
            for (int i = 0; i < HALF_BODIES; i++) {
                Socket socket = new Socket(address.getHost(), address.getPort());
                stopped.add(socket);
                socket.getOutputStream().write(head);
                socket.getOutputStream().write(half);
            }
            Program service = Program.of(INCIDENTS);
            await().atMost(Duration.ofSeconds(60)).until(() -> isTurnedAway(address));
            assertThat(service.health("live")).isEqualTo(200);
            assertThat(service.health("ready")).isEqualTo(200);
            assertThat(service.metric("jvm_threads_live_threads")).isPositive();
        } finally {
            for (Socket socket : stopped) {
                socket.close();
            }
        }
        HttpRequest question = question(Stack.direct(INCIDENTS));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> CLIENT.send(question, BodyHandlers.discarding()).statusCode() == 200);
    }

    private boolean isTurnedAway(URI address) throws Exception {
        return CLIENT.send(question(address.toString()), BodyHandlers.discarding())
                        .statusCode()
                == 503;
    }

    @Test
    @DisplayName("I9: what the gateway cannot pass on at a time is asked to come again, in bounded memory")
    void aFloodThroughTheGateway() throws Exception {
        flood("questions through the gateway", "gateway", question(Stack.gateway()), QUESTIONS, 200);
        assertThat(flood("large bodies through the gateway", "gateway", large(Stack.gateway()), LARGE_BODIES, 400))
                .containsKey(400);
    }

    /** What was answered how often: done, or the request to come again. */
    private Map<Integer, Long> flood(String name, String process, HttpRequest request, int atATime, int done)
            throws Exception {
        ProcessHandle before = Stack.process(process);
        double keptBefore = heapAfterCollection(process);
        long begun = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> flood = IntStream.range(0, atATime)
                .mapToObj(i -> CLIENT.sendAsync(request, BodyHandlers.ofString()))
                .toList();
        List<HttpResponse<String>> answers =
                flood.stream().map(CompletableFuture::join).toList();
        double seconds = (System.nanoTime() - begun) / 1e9;
        Map<Integer, Long> statuses = answers.stream()
                .collect(Collectors.groupingBy(HttpResponse::statusCode, TreeMap::new, Collectors.counting()));
        double kept = heapAfterCollection(process);
        System.out.printf(
                "Flood of %d %s: %s in %.1f s; heap kept %.0f MB, before %.0f MB; resident at most %s%n",
                atATime, name, statuses, seconds, kept / 1e6, keptBefore / 1e6, mostResident(before));

        assertThat(answers).filteredOn(answer -> answer.statusCode() != done).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isIn(429, 503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        });
        await().atMost(Duration.ofSeconds(60))
                .until(() -> CLIENT.send(request, BodyHandlers.discarding()).statusCode() == done);
        assertThat(kept).isLessThan(keptBefore + KEPT_AT_MOST);
        assertThat(Stack.process(process)).isEqualTo(before);
        assertThat(Files.readString(Stack.DATA.resolve("logs/" + process + ".log")))
                .doesNotContain("OutOfMemoryError");
        return statuses;
    }

    private HttpRequest question(String address) {
        return request(address + "/v1/support-plans").build();
    }

    private HttpRequest large(String address) {
        return request(address + "/v1/incident-checks")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"title\": \"" + "x".repeat(900_000) + "\"}"))
                .build();
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token);
    }

    private static double heapAfterCollection(String process) throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = Long.toString(Stack.process(process).pid());
        assertThat(new ProcessBuilder(jcmd, pid, "GC.run")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
        return Program.of(process).metric("jvm_memory_used_bytes{area=\"heap\"");
    }

    private static String mostResident(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("VmHWM:\\s*", ""))
                .findFirst()
                .orElseThrow();
    }
}
