package io.partnersupport.kit.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
    private static final String OLD = "k1=" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW =
            "k2=" + Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(US_ASCII));

    private final Sealer sealer = sealer(OLD);

    @Test
    void whatWasSealedOpensWhereItWasBoundTo() {
        String sealed = sealer.seal("VK7JG-ключ", "row 1");

        assertThat(sealed).startsWith("k1:").doesNotContain("VK7JG");
        assertThat(sealer.open(sealed, "row 1")).isEqualTo("VK7JG-ключ");
        assertThatThrownBy(() -> sealer.open(sealed, "row 2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void oneTextIsSealedDifferentlyEachTime() {
        assertThat(sealer.seal("text", "row")).isNotEqualTo(sealer.seal("text", "row"));
    }

    @Test
    void aChangedTextDoesNotOpen() {
        String sealed = sealer.seal("text", "row");
        byte[] bytes = Base64.getDecoder().decode(sealed.substring(3));
        bytes[bytes.length - 1] ^= 1;

        assertThatThrownBy(() -> sealer.open("k1:" + Base64.getEncoder().encodeToString(bytes), "row"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void afterARotationOldTextsOpenAndAreNotCurrent() {
        String sealed = sealer.seal("text", "row");
        Sealer rotated = sealer(NEW, OLD);

        assertThat(rotated.open(sealed, "row")).isEqualTo("text");
        assertThat(rotated.isCurrent(sealed)).isFalse();
        assertThat(rotated.isCurrent(rotated.seal("text", "row"))).isTrue();
        assertThatThrownBy(() -> sealer(NEW).open(sealed, "row")).hasMessageContaining("k1");
    }

    @Test
    void aServiceWithoutSecretsNeedsNoKey() {
        Sealer without = new Sealer(Optional.empty());

        assertThatThrownBy(() -> without.seal("text", "row")).hasMessageContaining("not configured");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k1", "=AAAA", "k1=AAAA", "k1=?not base64?", "k 1=AAAA", ""})
    void aMalformedKeyIsRefusedWithoutRepeatingIt(String key) {
        assertThatThrownBy(() -> sealer(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A key is configured as keyId=base64 of 32 bytes")
                .hasNoCause();
        assertThatThrownBy(() -> sealer(OLD, OLD)).hasMessage("Two keys have the same id");
    }

    private static Sealer sealer(String... keys) {
        return new Sealer(Optional.of(List.of(keys)));
    }
}
