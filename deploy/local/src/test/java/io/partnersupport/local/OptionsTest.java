package io.partnersupport.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final Set<String> ALL = Set.of("--detach", "--fresh", "--data", "--port-offset", "--only");

    @Test
    void nothingAskedForMeansTheDefaults() {
        Options options = parse();
        assertThat(options.detach()).isFalse();
        assertThat(options.fresh()).isFalse();
        assertThat(options.data()).isEmpty();
        assertThat(options.portOffset()).isEmpty();
        assertThat(options.only()).isEmpty();
    }

    @Test
    void understandsEveryOptionInAnyOrder() {
        Options options = parse("--port-offset", "3000", "word", "--only", "kafka,postgres", "--detach", "--data", "d");
        assertThat(options.words()).containsExactly("word");
        assertThat(options.portOffset()).hasValue(3000);
        assertThat(options.only()).containsExactlyInAnyOrder("kafka", "postgres");
        assertThat(options.detach()).isTrue();
        assertThat(options.data()).contains(Path.of("d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--unknown", "-d", "--data", "--data --detach", "--port-offset many"})
    void refusesWithTheUsage(String line) {
        assertThatThrownBy(() -> parse(line.split(" ")))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining(line.split(" ")[0])
                .hasMessageEndingWith("the usage");
    }

    @Test
    void refusesAnOptionThatBelongsToAnotherCommand() {
        assertThatThrownBy(() -> Options.parse(List.of("--fresh"), Set.of("--data"), "the usage"))
                .isInstanceOf(StackFailure.class);
    }

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), ALL, "the usage");
    }
}
