package io.partnersupport.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityVersionTest {
    @Test
    void aTagIsReadAsItWasGiven() {
        assertThat(EntityVersion.expected(EntityVersion.etag(42))).isEqualTo(42);
    }

    @Test
    void withoutAVersionNothingIsChanged() {
        assertThat(refusalOf(null).status()).isEqualTo(428);
        assertThat(refusalOf(null).code()).isEqualTo("precondition-required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "42", "W/\"42\"", "\"42\", \"43\"", "\"-1\"", "\"1234567890123456789\"", "\"x\""})
    void anythingElseIsMalformed(String ifMatch) {
        assertThat(refusalOf(ifMatch).status()).isEqualTo(400);
    }

    @Test
    void anotherVersionIsAFailedPrecondition() {
        Problem problem = EntityVersion.changedMeanwhile().problem().build(null, Locale.ENGLISH);
        assertThat(problem.status()).isEqualTo(412);
        assertThat(problem.nextStep()).isNotBlank();
    }

    private static Problem refusalOf(String ifMatch) {
        return catchThrowableOfType(ProblemException.class, () -> EntityVersion.expected(ifMatch))
                .problem()
                .build(null, Locale.ENGLISH);
    }
}
