package io.partnersupport.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    @Test
    void makesTheChallengeOfRfc7636AppendixB() {
        assertThat(AccessTokens.challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void readsBackWhatItWritesIntoAQuery() {
        Map<String, String> fields = Map.of("code", "a b&c=d", "iss", "http://localhost:8180/realms/partner-center");
        assertThat(AccessTokens.parameters(AccessTokens.form(fields))).isEqualTo(fields);
    }

    @Test
    void leavesOutWhatHasNoValue() {
        assertThat(AccessTokens.parameters("a&b=1")).containsExactly(entry("b", "1"));
    }
}
