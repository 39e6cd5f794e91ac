package io.partnersupport.incident.domain.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentTypeTest {
    @ParameterizedTest
    @CsvSource({
        "error.log, 68656c6c6f, TEXT",
        "Notiz.TXT, c3a4c3b6, TEXT",
        "screen.png, 89504e470d0a1a0a00, PNG",
        "screen.jpeg, ffd8ffe000, JPEG",
        "report.pdf, 255044462d312e37, PDF",
        "report.docx, 504b030414, ZIP",
        "logs.gz, 1f8b08, GZIP",
        "System.evtx, 456c6646696c6500, EVENT_LOG"
    })
    @DisplayName("I-12: what the name says and the content confirms is taken")
    void takesWhatAgrees(String name, String head, AttachmentType type) {
        assertThat(AttachmentType.of(name, HexFormat.of().parseHex(head))).hasValue(type);
    }

    @ParameterizedTest
    @CsvSource({
        "setup.exe, 4d5a9000",
        "setup.EXE, 68656c6c6f",
        "setup.txt, 4d5a90000300",
        "setup.png, 4d5a9000",
        "screen.png, ffd8ffe000",
        "run.sh, 6563686f",
        "run.txt, 23212f62696e2f7368",
        "tool.jar, 504b030414",
        "macro.vbs, 68656c6c6f",
        "page.html, 3c68746d6c3e",
        "picture.svg, 3c7376673e",
        "lib.so, 7f454c46",
        "lib.log, 7f454c46020101000000",
        "log, 68656c6c6f",
        ".txt, 68656c6c6f",
        "report.pdf.exe, 255044462d"
    })
    @DisplayName("I-12: programs, whatever they are called, and content that is not what the name says are refused")
    void refusesTheRest(String name, String head) {
        assertThat(AttachmentType.of(name, HexFormat.of().parseHex(head))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a.txt, text/plain", "a.png, image/png"})
    void isGivenOutAsItsType(String name, String mediaType) {
        byte[] head = name.endsWith("txt")
                ? "text".getBytes(StandardCharsets.UTF_8)
                : HexFormat.of().parseHex("89504e470d0a1a0a");
        assertThat(AttachmentType.of(name, head).orElseThrow().mediaType()).isEqualTo(mediaType);
    }
}
