package io.partnersupport.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private long now = Long.MAX_VALUE - 5; // as a nano clock may say
    private final Circuit circuit = new Circuit(3, Duration.ofNanos(10), () -> now);

    @Test
    void letsEverythingThroughWhileSomethingIsAnswered() {
        for (int i = 0; i < 10; i++) {
            circuit.unanswered();
            circuit.unanswered();
            assertThat(circuit.admits()).isTrue();
            circuit.answered();
        }
    }

    @Test
    void keepsEverythingAwayAfterSeveralInARow() {
        breakIt();
        assertThat(circuit.admits()).isFalse();
        now += 9;
        assertThat(circuit.admits()).isFalse();
    }

    @Test
    void letsOneTryAfterAPause() {
        breakIt();
        now += 10;
        assertThat(circuit.admits()).isTrue();
        assertThat(circuit.admits()).isFalse();
        circuit.unanswered();
        now += 9;
        assertThat(circuit.admits()).isFalse();
        now += 1;
        assertThat(circuit.admits()).isTrue();
    }

    @Test
    void letsAnotherTryWhenNothingIsHeardOfTheFirst() {
        breakIt();
        now += 10;
        assertThat(circuit.admits()).isTrue();
        now += 10;
        assertThat(circuit.admits()).isTrue();
    }

    @Test
    void letsAllThroughOnceOneIsAnswered() {
        breakIt();
        now += 10;
        assertThat(circuit.admits()).isTrue();
        circuit.answered();
        assertThat(circuit.admits()).isTrue();
        assertThat(circuit.admits()).isTrue();
    }

    private void breakIt() {
        circuit.unanswered();
        circuit.unanswered();
        circuit.unanswered();
    }
}
