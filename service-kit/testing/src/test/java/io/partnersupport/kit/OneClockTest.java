package io.partnersupport.kit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.partnersupport.kit.testing.OneClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneClockTest {
    static Instant time() {
        return Instant.now();
    }

    @Test
    void theKitHasOneClock() {
        OneClock.assertIn(Path.of("../runtime/target/classes"));
    }

    @Test
    void anotherOneIsFound() {
        assertThatThrownBy(() -> OneClock.assertIn(Path.of("target/test-classes")))
                .hasMessageContaining("OneClockTest.time()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select now ( )", "where ends_at < Current_Timestamp", "default clock_timestamp()"})
    void thatOfTheDatabaseIsFound(String statement, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("V1__things.sql"), statement);
        assertThatThrownBy(() -> OneClock.assertIn(folder)).hasMessageContaining("V1__things.sql");
    }
}
