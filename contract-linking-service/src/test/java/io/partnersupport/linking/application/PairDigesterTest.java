package io.partnersupport.linking.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.partnersupport.linking.domain.pair.AccessId;
import io.partnersupport.linking.domain.pair.ContractId;
import io.partnersupport.linking.domain.pair.PairDigest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PairDigesterTest {
    private static final String KEY =
            Base64.getEncoder().encodeToString("2".repeat(32).getBytes(StandardCharsets.US_ASCII));

    @Test
    @DisplayName("L-3: HMAC-SHA-256 of each ID by itself, in lower-case hex, under every live key")
    void digestsUnderEveryLiveKey() {
        String other = Base64.getEncoder().encodeToString("1".repeat(32).getBytes(StandardCharsets.US_ASCII));
        List<PairDigest> digests = new PairDigester(List.of("k2=" + KEY, "k1=" + other))
                .digest(new AccessId("4024007108"), new ContractId("7K3M9QXA10T1"))
                .underEachKey();
        assertThat(digests).extracting(PairDigest::keyId).containsExactly("k2", "k1");
        assertThat(digests.get(0))
                .isEqualTo(new PairDigest(
                        "k2",
                        "92f786ce5aef24ad3a7460983879f9e2616076d40d886c43bf7674d6346f51a3",
                        "1109a62c271ff1cc1490b067e35d04c1f473bed3e994f5b565c50c2d349853e4"));
    }

    @Test
    void refusesKeysThatAreNoKeys() {
        for (List<String> keys :
                List.of(List.of(KEY), List.of("=" + KEY), List.of("k1=AAAA"), List.of("k1=" + KEY, "k1=" + KEY))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new PairDigester(keys));
        }
    }
}
