package io.partnersupport.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildTest {
    @Test
    void showsWhichModuleMavenBuilds() {
        assertThat(Build.stepIn("[INFO] Building Service kit: runtime 1.0.0-SNAPSHOT                    [3/7]"))
                .contains("Service kit: runtime [3/7]");
    }

    @Test
    void passesOverEverythingElse() {
        assertThat(Build.stepIn("[INFO] Building jar: /x/target/local-stack.jar"))
                .isEmpty();
    }
}
