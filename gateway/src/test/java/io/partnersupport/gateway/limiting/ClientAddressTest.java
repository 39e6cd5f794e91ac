package io.partnersupport.gateway.limiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    @Test
    void believesTheConnectionUnlessAProxyIsTrusted() {
        assertThat(trusting().client("192.0.2.1", "6.6.6.6")).isEqualTo("192.0.2.1");
        assertThat(trusting("10.0.0.0/8").client("192.0.2.1", "6.6.6.6")).isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.7                        | 198.51.100.7",
                "6.6.6.6, 198.51.100.7               | 198.51.100.7",
                "6.6.6.6, 198.51.100.7, 10.1.2.3     | 198.51.100.7",
                "10.9.9.9, 10.1.2.3                  | 10.9.9.9",
                "6.6.6.6, not an address             | 10.0.0.1",
                "localhost                           | 10.0.0.1",
                "''                                  | 10.0.0.1",
                "2001:db8:1:2:3:4:5:6                | 2001:db8:1:2::/64",
            })
    void takesTheLastThatIsNoTrustedProxy(String forwardedFor, String client) {
        assertThat(trusting("10.0.0.0/8").client("10.0.0.1", forwardedFor)).isEqualTo(client);
    }

    @Test
    void takesAnIpv6NetworkForOneClient() {
        assertThat(trusting().client("2001:db8::1", "")).isEqualTo(trusting().client("2001:db8::2", ""));
        assertThat(trusting("::1").client("0:0:0:0:0:0:0:1", "198.51.100.7")).isEqualTo("198.51.100.7");
    }

    @Test
    void knowsNoProxiesByName() {
        assertThatThrownBy(() -> trusting("proxy.example")).isInstanceOf(IllegalStateException.class);
    }

    private static ClientAddress trusting(String... proxies) {
        return new ClientAddress(() -> Optional.of(List.of(proxies)));
    }
}
