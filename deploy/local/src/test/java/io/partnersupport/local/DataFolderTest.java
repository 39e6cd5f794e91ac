package io.partnersupport.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void remembersThePortsItWasMadeFor() {
        DataFolder.prepare(folder, OptionalInt.of(3000));
        assertThat(DataFolder.prepare(folder, OptionalInt.empty()).ports()).isEqualTo(new Ports(3000));
    }

    @Test
    void refusesAFolderThatSomebodyElseFilled() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "precious");

        assertThatThrownBy(() -> DataFolder.prepare(folder, OptionalInt.empty()))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining(folder.toString());
        assertThat(folder).isDirectoryNotContaining("glob:**/run");
    }

    @Test
    void emptyingTakesOnlyWhatAStackMade() throws IOException {
        var data = DataFolder.prepare(folder, OptionalInt.empty());
        Files.writeString(data.directory("kafka").resolve("log"), "1");
        Files.writeString(folder.resolve("notes.txt"), "mine");

        data.empty(new Ports(5));

        assertThat(folder.resolve("kafka")).doesNotExist();
        assertThat(folder.resolve("notes.txt")).hasContent("mine");
        assertThat(data.ports()).isEqualTo(new Ports(5));
    }
}
