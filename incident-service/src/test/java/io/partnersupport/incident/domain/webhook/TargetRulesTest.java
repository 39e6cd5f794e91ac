package io.partnersupport.incident.domain.webhook;

import static io.partnersupport.incident.domain.webhook.TargetRefusal.ADDRESS_NOT_PUBLIC;
import static io.partnersupport.incident.domain.webhook.TargetRefusal.FRAGMENT_NOT_ALLOWED;
import static io.partnersupport.incident.domain.webhook.TargetRefusal.HOST_NAME_REQUIRED;
import static io.partnersupport.incident.domain.webhook.TargetRefusal.HOST_UNKNOWN;
import static io.partnersupport.incident.domain.webhook.TargetRefusal.HTTPS_REQUIRED;
import static io.partnersupport.incident.domain.webhook.TargetRefusal.PORT_NOT_ALLOWED;
import static io.partnersupport.incident.domain.webhook.TargetRefusal.USER_INFO_NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRulesTest {
    private static final URI HOOKS = URI.create("https://hooks.contoso.example/alerts");
    private final TargetRules rules = new TargetRules(Set.of(443, 8443), Set.of("receiver.internal"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.contoso.example/alerts",
                "https://hooks.contoso.example",
                "https://hooks.contoso.example:8443/a?b=c%20d",
                "HTTPS://Hooks.Contoso.Example/",
                "https://xn--bcher-kva.example/",
                "http://receiver.internal:8080/",
                "https://RECEIVER.internal:9/",
            })
    @DisplayName("I-15: messages go to public https receivers, and to hosts that the operator trusts")
    void allows(String url) {
        assertThat(rules.against(TargetRules.parse(url).orElseThrow())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.contoso.example",
                "/alerts",
                "ftp://hooks.contoso.example/",
                "file:///etc/passwd",
                "https:hooks.contoso.example",
                "https:///alerts",
                "https://hooks_contoso.example/",
                "https://hooks.contoso.example/a b",
                "https://hooks.contoso.example/\r\nHost: other",
                "https://hooks.contoso.example/%zz",
                "https://bücher.example/",
                "https://hooks.contoso.example/ü",
                "https://hooks.contoso.example:port/",
                "javascript:alert(1)",
                "https://127.1/",
                "https://0x7f.0.0.1/",
            })
    @DisplayName("I-15: what is no http URL in ASCII is refused as malformed")
    void refusesWhatIsNoUrl(String url) {
        assertThat(TargetRules.parse(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://hooks.contoso.example:443/, HTTPS_REQUIRED",
        "https://user@hooks.contoso.example/, USER_INFO_NOT_ALLOWED",
        "https://hooks.contoso.example/#a, FRAGMENT_NOT_ALLOWED",
        "https://hooks.contoso.example:22/, PORT_NOT_ALLOWED",
        "https://localhost/, HOST_NAME_REQUIRED",
        "https://intranet/, HOST_NAME_REQUIRED",
        "https://hooks.contoso.example./, HOST_NAME_REQUIRED",
        "https://8.8.8.8/, HOST_NAME_REQUIRED",
        "https://2130706433/, HOST_NAME_REQUIRED",
        "https://0177.0.0.01/, HOST_NAME_REQUIRED",
        "https://[::1]/, HOST_NAME_REQUIRED",
        "https://[::ffff:127.0.0.1]/, HOST_NAME_REQUIRED",
        "https://[fe80::1%25eth0]/, HOST_NAME_REQUIRED",
    })
    @DisplayName("I-15: each thing against the form of a URL has its reason; an address in any notation is no name")
    void refusesForEachReason(String url, TargetRefusal refusal) {
        assertThat(rules.against(TargetRules.parse(url).orElseThrow())).containsExactly(refusal);
    }

    @Test
    @DisplayName("I-15: all reasons are told at once")
    void refusesForAllReasons() {
        assertThat(rules.against(URI.create("http://user:pass@10.0.0.1:6379/#x")))
                .containsExactly(
                        HTTPS_REQUIRED,
                        USER_INFO_NOT_ALLOWED,
                        FRAGMENT_NOT_ALLOWED,
                        PORT_NOT_ALLOWED,
                        HOST_NAME_REQUIRED);
    }

    @ParameterizedTest
    @CsvSource({
        // IPv4: the first and last address of each special range, and its public neighbours
        "0.0.0.0, false",
        "0.255.255.255, false",
        "1.0.0.0, true",
        "8.8.8.8, true",
        "9.255.255.255, true",
        "10.0.0.0, false",
        "10.255.255.255, false",
        "11.0.0.0, true",
        "100.63.255.255, true",
        "100.64.0.0, false",
        "100.100.100.200, false",
        "100.127.255.255, false",
        "100.128.0.0, true",
        "126.255.255.255, true",
        "127.0.0.1, false",
        "127.255.255.255, false",
        "128.0.0.0, true",
        "168.63.129.16, false",
        "168.63.129.17, true",
        "169.253.255.255, true",
        "169.254.0.0, false",
        "169.254.169.254, false",
        "169.254.255.255, false",
        "169.255.0.0, true",
        "172.15.255.255, true",
        "172.16.0.0, false",
        "172.31.255.255, false",
        "172.32.0.0, true",
        "192.0.0.0, false",
        "192.0.0.192, false",
        "192.0.1.0, true",
        "192.0.2.1, false",
        "192.88.99.1, false",
        "192.167.255.255, true",
        "192.168.0.0, false",
        "192.168.255.255, false",
        "192.169.0.0, true",
        "198.17.255.255, true",
        "198.18.0.0, false",
        "198.19.255.255, false",
        "198.20.0.0, true",
        "198.51.100.1, false",
        "203.0.113.1, false",
        "223.255.255.255, true",
        "224.0.0.1, false",
        "239.255.255.255, false",
        "240.0.0.1, false",
        "255.255.255.255, false",
        // IPv6
        "::, false",
        "::1, false",
        "::127.0.0.1, false",
        "64:ff9b::7f00:1, false",
        "64:ff9b:1::a00:1, false",
        "100::1, false",
        "2001::1, false",
        "2001:1ff:ffff::1, false",
        "2001:200::1, true",
        "2001:db8::1, false",
        "2001:4860:4860::8888, true",
        "2002:7f00:1::, false",
        "2003::1, true",
        "2606:4700:4700::1111, true",
        "3fff:fff::1, false",
        "3fff:1000::1, true",
        "4000::1, false",
        "5f00::1, false",
        "fc00::1, false",
        "fd00:ec2::254, false",
        "fe80::1, false",
        "fec0::1, false",
        "ff02::1, false",
    })
    @DisplayName("I-15: only addresses that mean the same machine to everybody are public")
    void knowsPublicAddresses(String address, boolean isPublic) throws UnknownHostException {
        assertThat(rules.against(HOOKS, List.of(InetAddress.getByName(address))))
                .isEqualTo(isPublic ? Optional.empty() : Optional.of(ADDRESS_NOT_PUBLIC));
    }

    @Test
    @DisplayName("I-15: an IPv4 address inside of an IPv6 one is not public, whichever it is")
    void refusesMappedAddresses() {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        mapped[12] = mapped[13] = mapped[14] = mapped[15] = 8;
        assertThat(PublicAddresses.contain(mapped)).isFalse();
    }

    @Test
    @DisplayName(
            "I-15: every address of a name must be public; a name without any is unknown; a trusted one may be private")
    void looksAtAllAddresses() throws UnknownHostException {
        InetAddress open = InetAddress.getByName("8.8.8.8");
        InetAddress inside = InetAddress.getByName("10.0.0.1");
        assertThat(rules.against(HOOKS, List.of(open))).isEmpty();
        assertThat(rules.against(HOOKS, List.of(open, inside))).contains(ADDRESS_NOT_PUBLIC);
        assertThat(rules.against(HOOKS, List.of())).contains(HOST_UNKNOWN);
        assertThat(rules.against(URI.create("http://receiver.internal/"), List.of(inside)))
                .isEmpty();
    }
}
