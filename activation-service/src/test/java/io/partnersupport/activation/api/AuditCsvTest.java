package io.partnersupport.activation.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A-13: a cell is never a formula, and never two cells")
class AuditCsvTest {
    private static final UUID ID = UUID.fromString("019e4a10-0001-7000-8000-000000000001");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain    | plain",
                "=1+1     | '=1+1",
                "+1       | '+1",
                "-1       | '-1",
                "@a       | '@a",
                "a=1      | a=1",
                "a,b      | \"a,b\"",
                "a \"b\"  | \"a \"\"b\"\"\"",
                "=a,b     | \"'=a,b\"",
                "``       | ``",
            })
    void neutralisesCells(String reason, String cell) {
        assertThat(AuditCsv.line(new AuditEntryResponse(
                        ID,
                        Instant.parse("2026-03-02T09:30:00Z"),
                        "4960001",
                        "ada",
                        "global-admin",
                        "CONTRACT_WITHDRAWN",
                        ID,
                        null,
                        "WITHDRAWN",
                        reason)))
                .isEqualTo(
                        "%1$s,2026-03-02T09:30:00Z,4960001,ada,global-admin,CONTRACT_WITHDRAWN,%1$s,,WITHDRAWN,%2$s\r\n"
                                .formatted(ID, cell));
    }
}
