package io.partnersupport.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
    @Test
    void addressesFollowTheOffset() {
        var ports = new Ports(3000);
        assertThat(ports.issuer()).isEqualTo(URI.create("http://localhost:11180/realms/partner-center"));
        assertThat(ports.gatewayAddress()).isEqualTo(URI.create("http://localhost:11080"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Ports.LARGEST_OFFSET + 1})
    void refusesAnOffsetOutsideOfItsRange(int offset) {
        assertThatThrownBy(() -> new Ports(offset)).isInstanceOf(StackFailure.class);
    }
}
