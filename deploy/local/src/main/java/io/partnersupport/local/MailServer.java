package io.partnersupport.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server that passes nothing on: each mail becomes a file that a mail program opens. */
final class MailServer {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSSSSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Clock clock;

    MailServer(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    public static void main(String... arguments) {
        var mails = new MailServer(Path.of(arguments[1]), Clock.systemUTC());
        SMTPServer server = mails.start(Integer.parseInt(arguments[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    }

    SMTPServer start(int port) {
        SMTPServer server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, data) -> keep(to, data))
                .build();
        server.start();
        return server;
    }

    /** Under a name that sorts by time; a reader never sees half of it. */
    private void keep(String recipient, byte[] mail) {
        String name = TIME.format(clock.instant()) + "-" + recipient.replaceAll("[^A-Za-z0-9@._-]", "_") + ".eml";
        try {
            Path written = Files.createTempFile(folder, ".", ".eml");
            Files.write(written, mail);
            Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the sender is told, and sends it again
        }
    }
}
