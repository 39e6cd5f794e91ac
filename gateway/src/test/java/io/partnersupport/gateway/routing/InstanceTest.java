package io.partnersupport.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceTest {
    @ParameterizedTest
    @CsvSource({"http://a, 80", "https://a, 443", "https://a:8443, 8443"})
    void knowsItsPort(URI address, int port) {
        assertThat(at(address).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a/", "http://a/v1", "localhost:8081", "/v1"})
    void refusesWhatIsNoAddressOfAService(URI address) {
        assertThatThrownBy(() -> at(address)).isInstanceOf(IllegalStateException.class);
    }

    private static Instance at(URI address) {
        return new Instance(address, new Circuit(5, Duration.ofSeconds(1), System::nanoTime), Duration.ofSeconds(5));
    }
}
