package io.partnersupport.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    @AfterEach
    void endWhatWasStarted() {
        worker().stop("KILL", SHORT);
    }

    @Test
    void isFoundAgainByItsPidFile() {
        worker().start(script("while :; do sleep 0.1; done # worker-1"), Map.of());
        assertThat(worker().isRunning()).isTrue();
    }

    @Test
    void aStrangerWithThePidIsLeftAlone() throws IOException {
        ManagedProcess process = worker();
        Files.writeString(process.pidFile(), ProcessHandle.current().pid() + "\n");

        process.stop("KILL", SHORT);

        assertThat(process.isRunning()).isFalse();
        assertThat(process.pidFile()).doesNotExist();
    }

    @Test
    void endsWhenAsked() {
        worker().start(script("while :; do sleep 0.1; done # worker-1"), Map.of());
        worker().stop("TERM", Duration.ofSeconds(10));
        assertThat(worker().isRunning()).isFalse();
    }

    @Test
    void isEndedWhenItDoesNotListen() {
        worker().start(script("trap '' TERM; while :; do sleep 0.1; done # worker-1"), Map.of());
        worker().awaitReady(() -> true, SHORT);
        worker().stop("TERM", SHORT);
        assertThat(worker().isRunning()).isFalse();
    }

    @Test
    void saysWhyItDiedEarly() {
        worker().start(script("echo \"the disk is $STATE\"; exit 3 # worker-1"), Map.of("STATE", "full"));
        assertThatThrownBy(() -> worker().awaitReady(() -> false, Duration.ofSeconds(10)))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("ended while it was starting")
                .hasMessageContaining("the disk is full");
    }

    @Test
    void saysThatItDoesNotBecomeReady() {
        worker().start(script("while :; do sleep 0.1; done # worker-1"), Map.of());
        assertThatThrownBy(() -> worker().awaitReady(() -> false, Duration.ofMillis(300)))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("is not ready after");
    }

    private static List<String> script(String text) {
        return List.of("bash", "-c", text);
    }

    private ManagedProcess worker() {
        return new ManagedProcess("worker", "worker-1", folder.resolve("worker.pid"), folder.resolve("worker.log"));
    }
}
