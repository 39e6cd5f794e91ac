package io.partnersupport.activation.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.activation.domain.contract.AccessId;
import io.partnersupport.activation.domain.contract.ContractId;
import io.partnersupport.activation.domain.contract.Pair;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A-3: the pair is digested for others")
class PairDigesterTest {
    private static final Pair PAIR = new Pair(new AccessId("1234567897"), new ContractId("0123456789AB"));

    @Test
    void digestsEachIdByItselfUnderTheCurrentKey() {
        var digester = new PairDigester(List.of("e2=" + key(2), "e1=" + key(1)));
        var digest = digester.digest(PAIR);
        assertThat(digest.keyId()).isEqualTo("e2");
        // openssl dgst -sha256 -mac HMAC -macopt hexkey:(32 times 02)
        assertThat(digest.accessId()).isEqualTo("e6a0392956cb55aefb07556b702a7c8c0d1a676c9dec4b659d564cc922aa33f8");
        assertThat(digest.contractId()).isEqualTo("37dec8c41e2e3bacb63cb37494857df7df7183c2c3f9fb11447fd8872b070b6a");
        assertThat(digester.isCurrent(digest)).isTrue();
        assertThat(new PairDigester(List.of("e1=" + key(1))).isCurrent(digest)).isFalse();
    }

    private static String key(int filling) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) filling);
        return Base64.getEncoder().encodeToString(key);
    }
}
