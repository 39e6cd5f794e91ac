package io.partnersupport.activation.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.partnersupport.activation.domain.contract.AccessId;
import io.partnersupport.activation.domain.contract.ContractId;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.Pair;
import io.partnersupport.activation.domain.contract.SealedPair;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A-3: the pair is sealed for the database and digested for others")
class PairEncryptionTest {
    private static final String OLD = "e1=" + key(1);
    private static final String NEW = "e2=" + key(2);
    private static final ContractRef CONTRACT = new ContractRef(UUID.randomUUID());
    private static final Pair PAIR = new Pair(new AccessId("1234567897"), new ContractId("0123456789AB"));

    private final PairEncryption encryption = new PairEncryption(List.of(NEW, OLD));

    @Test
    void opensWhatItSealed() {
        assertThat(encryption.open(encryption.seal(PAIR, CONTRACT), CONTRACT)).isEqualTo(PAIR);
    }

    @Test
    void sealsDifferentlyEachTimeAndShowsOnlyTheKeyId() {
        SealedPair sealed = encryption.seal(PAIR, CONTRACT);
        assertThat(sealed).isNotEqualTo(encryption.seal(PAIR, CONTRACT));
        assertThat(sealed.text()).startsWith("e2:").doesNotContain("1234567897").doesNotContain("0123456789AB");
    }

    @Test
    void aSealedPairOfOneContractDoesNotOpenForAnother() {
        SealedPair sealed = encryption.seal(PAIR, CONTRACT);
        assertThatIllegalStateException().isThrownBy(() -> encryption.open(sealed, new ContractRef(UUID.randomUUID())));
    }

    @Test
    void aChangedSealedPairDoesNotOpen() {
        byte[] bytes = Base64.getDecoder()
                .decode(encryption.seal(PAIR, CONTRACT).text().substring(3));
        bytes[20] ^= 1;
        SealedPair changed = new SealedPair("e2:" + Base64.getEncoder().encodeToString(bytes));
        assertThatIllegalStateException().isThrownBy(() -> encryption.open(changed, CONTRACT));
    }

    @Test
    void opensWithEarlierKeysUntilTheyAreRemoved() {
        SealedPair sealed = new PairEncryption(List.of(OLD)).seal(PAIR, CONTRACT);
        assertThat(encryption.open(sealed, CONTRACT)).isEqualTo(PAIR);
        assertThatIllegalStateException()
                .isThrownBy(() -> new PairEncryption(List.of(NEW)).open(sealed, CONTRACT))
                .withMessageContaining("e1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e1", "=MTEx", "e1=MTEx", "e:1=MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE="})
    void refusesMalformedKeys(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PairEncryption(List.of(key)));
    }

    @Test
    void refusesTwoKeysOfOneId() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PairEncryption(List.of(OLD, "e1=" + key(3))));
    }

    @Test
    void digestsEachIdByItselfUnderTheCurrentKey() {
        var digest = new PairDigester(List.of(NEW, OLD)).digest(PAIR);
        assertThat(digest.keyId()).isEqualTo("e2");
        // openssl dgst -sha256 -mac HMAC -macopt hexkey:(32 times 02)
        assertThat(digest.accessId()).isEqualTo("e6a0392956cb55aefb07556b702a7c8c0d1a676c9dec4b659d564cc922aa33f8");
        assertThat(digest.contractId()).isEqualTo("37dec8c41e2e3bacb63cb37494857df7df7183c2c3f9fb11447fd8872b070b6a");
    }

    private static String key(int filling) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) filling);
        return Base64.getEncoder().encodeToString(key);
    }
}
