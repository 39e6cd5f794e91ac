package io.partnersupport.incident.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void quotesEveryCell() {
        assertThat(Csv.line("a", null, "say \"no\", twice", 1))
                .isEqualTo("\"a\",\"\",\"say \"\"no\"\", twice\",\"1\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"})
    @DisplayName("RELIABILITY: what a spreadsheet would compute is text")
    void neutralisesFormulas(String cell) {
        assertThat(Csv.line(cell)).startsWith("\"'");
    }
}
