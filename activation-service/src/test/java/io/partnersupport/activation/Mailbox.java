package io.partnersupport.activation;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server that keeps what it is sent, and refuses it while it is told to. */
public class Mailbox implements QuarkusTestResourceLifecycleManager {
    /** Whom it takes nothing for until they are removed. */
    static final Queue<String> REFUSED = new ConcurrentLinkedQueue<>();

    private static final Queue<Received> RECEIVED = new ConcurrentLinkedQueue<>();

    private SMTPServer server;

    record Received(String recipient, String text) {}

    static List<Received> of(String recipient) {
        return RECEIVED.stream()
                .filter(mail -> mail.recipient().equals(recipient))
                .toList();
    }

    @Override
    public Map<String, String> start() {
        server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, data) -> keep(to, data))
                .build();
        server.start();
        return Map.of(
                "quarkus.mailer.host", "127.0.0.1", "quarkus.mailer.port", Integer.toString(server.getPortAllocated()));
    }

    private static void keep(String recipient, byte[] data) throws RejectException {
        if (REFUSED.contains(recipient)) {
            throw new RejectException(451, "Try again later");
        }
        RECEIVED.add(new Received(recipient, decoded(data)));
    }

    private static String decoded(byte[] data) {
        try {
            var message = new jakarta.mail.internet.MimeMessage(null, new ByteArrayInputStream(data));
            return message.getFrom()[0] + "\n" + message.getSubject() + "\n\n" + message.getContent();
        } catch (jakarta.mail.MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop();
        }
    }
}
