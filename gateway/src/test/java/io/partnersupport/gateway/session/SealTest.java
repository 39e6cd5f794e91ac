package io.partnersupport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
    private static final String FORMER = key("former", 1);
    private static final String CURRENT = key("current", 2);

    private final Seal seal = new Seal(CURRENT);

    @Test
    void opensWhatItSealed() {
        String sealed = seal.seal("session", "żółw");

        assertThat(sealed).startsWith("current.").doesNotContain("żółw");
        assertThat(seal.open("session", sealed)).contains("żółw");
    }

    @Test
    void sealsTheSameDifferentlyEachTime() {
        assertThat(seal.seal("session", "a")).isNotEqualTo(seal.seal("session", "a"));
    }

    @Test
    void opensNothingOfAnotherPurpose() {
        assertThat(seal.open("session", seal.seal("sign-in", "a"))).isEmpty();
        assertThat(seal.isSigned("csrf", "a", seal.sign("other", "a"))).isFalse();
    }

    @Test
    void opensNothingThatWasChangedAnywhere() {
        String sealed = seal.seal("session", "a text");
        for (int i = 0; i < sealed.length(); i++) {
            char other = sealed.charAt(i) == 'A' ? 'Q' : 'A';
            String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
            assertThat(seal.open("session", changed)).as("character %d", i).isEmpty();
        }
        assertThat(seal.open("session", sealed.substring(0, sealed.length() - 4)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "current", "current.", "current.x", "current.AAAA", "current.***", "nobody.AAAA"})
    void opensNothingElse(String sealed) {
        assertThat(seal.open("session", sealed)).isEmpty();
        assertThat(seal.isSigned("csrf", "a", sealed)).isFalse();
    }

    @Test
    void opensWithAFormerKeyAndSealsWithTheCurrentOne() {
        Seal before = new Seal(FORMER);
        Seal after = new Seal(CURRENT + ", " + FORMER);

        assertThat(after.open("session", before.seal("session", "a"))).contains("a");
        assertThat(after.isSigned("csrf", "a", before.sign("csrf", "a"))).isTrue();
        assertThat(after.seal("session", "a")).startsWith("current.");
        assertThat(seal.open("session", before.seal("session", "a"))).isEmpty();
    }

    @Test
    void opensNothingOfAnotherKeyWithTheSameName() {
        assertThat(new Seal(key("current", 3)).open("session", seal.seal("session", "a")))
                .isEmpty();
    }

    @Test
    void signsOneText() {
        String signature = seal.sign("csrf", "a session");

        assertThat(seal.isSigned("csrf", "a session", signature)).isTrue();
        assertThat(seal.isSigned("csrf", "another session", signature)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k1", "k1=", "k1=AAAA", "k1=***", "=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void refusesKeysThatAreNone(String entries) {
        assertThatThrownBy(() -> new Seal(entries)).hasMessageContaining("SESSION_KEYS");
    }

    static String key(String id, int content) {
        byte[] key = new byte[32];
        key[0] = (byte) content;
        return id + "=" + Base64.getEncoder().encodeToString(key);
    }
}
