package io.partnersupport.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.server.SMTPServer;

class MailServerTest {
    @TempDir
    Path folder;

    @Test
    void everyMailBecomesAFile() throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-03-02T09:30:00Z"), ZoneOffset.UTC);
        SMTPServer server = new MailServer(folder, clock).start(0);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPortAllocated())) {
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String dialogue = """
                    HELO test
                    MAIL FROM:<program@example.org>
                    RCPT TO:<ada/../../x@contoso.example>
                    DATA
                    Subject: Done

                    Product Support is active
                    .
                    """.replace("\n", "\r\n");
            socket.getOutputStream().write(dialogue.getBytes(StandardCharsets.US_ASCII));
            assertThat(answers.lines().limit(6).map(line -> line.substring(0, 3)))
                    .containsExactly("220", "250", "250", "250", "354", "250");
        } finally {
            server.stop();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> mails = files.toList();
            assertThat(mails)
                    .extracting(mail -> mail.getFileName().toString())
                    .containsExactly("20260302-093000-000000-ada_.._.._x@contoso.example.eml");
            assertThat(Files.readString(mails.get(0))).contains("Subject: Done").contains("Product Support is active");
        }
    }
}
