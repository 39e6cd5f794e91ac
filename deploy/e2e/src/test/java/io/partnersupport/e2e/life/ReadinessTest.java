package io.partnersupport.e2e.life;

import static io.partnersupport.e2e.Client.NORTHWIND_ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.partnersupport.e2e.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** A probe tells what a service can do at the moment; that somebody else is away is no reason to restart it. */
@ExtendWith(Stack.class)
@EnabledOnOs(OS.LINUX)
class ReadinessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Program> services =
            Stack.SERVICES.stream().map(Program::of).toList();

    @AfterEach
    void leavesAWholeStackToTheNextTest() {
        signal("CONT");
        Stack.heal();
    }

    @Test
    @DisplayName("I12: services are not ready while their database is silent or gone, and alive all the time")
    void readinessFollowsTheDatabase() {
        signal("STOP");
        measure("PostgreSQL silent: not ready after", false);
        assertAlive();
        signal("CONT");
        measure("PostgreSQL speaks again: ready after", true);

        Stack.kill("postgres");
        measure("PostgreSQL gone: not ready after", false);
        assertAlive();
        Stack.heal("postgres");
        measure("PostgreSQL back: ready after", true);
    }

    @Test
    @DisplayName("I12: without Kafka services stay ready and write; what they have to tell leaves when it is back")
    void losingKafkaDoesNotStopWrites() {
        Program incidents = Program.of("incident-service");
        Stack.kill("kafka");
        NORTHWIND_ADMIN.post("/v1/incidents", Load.BILLING_INCIDENT).statusCode(201);
        await().atMost(PATIENCE).until(() -> incidents.metric("outbox_events") > 0);
        assertThat(services).allMatch(Program::isReady);
        Stack.heal();
        await().atMost(PATIENCE).until(() -> incidents.metric("outbox_events") == 0);
    }

    private void assertAlive() {
        assertThat(services)
                .allSatisfy(service -> assertThat(service.health("live")).isEqualTo(200));
    }

    /** Asks all of them at the same time: a probe may take a while to answer. */
    private void measure(String what, boolean ready) {
        long begun = System.nanoTime();
        List<CompletableFuture<String>> measured = services.stream()
                .map(service -> CompletableFuture.supplyAsync(
                        () -> {
                            await(service.name())
                                    .atMost(PATIENCE)
                                    .pollInterval(Duration.ofMillis(50))
                                    .until(() -> service.isReady() == ready);
                            return String.format("%.1f", (System.nanoTime() - begun) / 1e9);
                        },
                        task -> new Thread(task).start()))
                .toList();
        String seconds = measured.stream().map(CompletableFuture::join).collect(Collectors.joining(", "));
        System.out.println("Readiness, " + what + " " + seconds + " s");
    }

    /** To PostgreSQL and every session that it has; one may end just then. */
    private static void signal(String signal) {
        ProcessHandle postgres = Stack.process("postgres");
        Stream.concat(Stream.of(postgres), postgres.descendants()).forEach(process -> signal(process, signal));
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            assertThat(status == 0 || !process.isAlive()).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
