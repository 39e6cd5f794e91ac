package io.partnersupport.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void quotesWhatNeedsQuotes() {
        assertThat(Csv.line("plain", "a,b", "a \"b\"", "a\nb", null, 7))
                .isEqualTo("plain,\"a,b\",\"a \"\"b\"\"\",\"a\nb\",,7\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"})
    void noCellBeginsAFormula(String text) {
        assertThat(Csv.line(text)).isEqualTo("'" + text + "\r\n");
    }
}
