package io.partnersupport.activation.messaging;

import io.partnersupport.activation.application.MailRetries;
import io.partnersupport.activation.application.Mails;
import io.partnersupport.activation.application.Notifier;
import io.partnersupport.activation.domain.notification.NotificationKind;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Sends by SMTP, a connection for each mail: one that was kept may be dead by the next. */
@ApplicationScoped
class SmtpMails implements Mails {
    /** The mail server; TLS is used wherever it offers it. */
    @ConfigMapping(prefix = "partnersupport.smtp")
    interface Server {
        String host();

        int port();

        Optional<String> user();

        Optional<String> password();

        /** Whether mails stay here rather than go in clear text. */
        boolean tlsRequired();

        String from();

        /** What this host calls itself; asking the system may take as long as a name server does not answer. */
        String hostName();
    }

    private final Server server;
    private final Session session;

    SmtpMails(Server server, MailRetries retries) {
        String timeout = Long.toString(retries.timeout().toMillis());
        Properties properties = new Properties();
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", Integer.toString(server.port()));
        properties.put("mail.smtp.localhost", server.hostName());
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", Boolean.toString(server.tlsRequired()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.auth", Boolean.toString(server.user().isPresent()));
        properties.put("mail.smtp.connectiontimeout", timeout);
        properties.put("mail.smtp.timeout", timeout);
        properties.put("mail.smtp.writetimeout", timeout);
        this.server = server;
        this.session = Session.getInstance(properties);
    }

    @Override
    public void send(NotificationKind kind, String address, Map<String, String> arguments) {
        MailText text =
                MailText.of(kind, Locale.forLanguageTag(arguments.getOrDefault(Notifier.LANGUAGE, "en")), arguments);
        try {
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress(server.from()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
            message.setSubject(text.subject(), StandardCharsets.UTF_8.name());
            message.setText(text.body(), StandardCharsets.UTF_8.name());
            Transport.send(
                    message, server.user().orElse(null), server.password().orElse(null));
        } catch (MessagingException e) {
            throw new IllegalStateException(reason(e), e);
        }
    }

    /** What the server, or the network, has against it; the outermost exception hides it. */
    private static String reason(MessagingException failure) {
        Throwable cause = failure;
        while (cause instanceof MessagingException messaging && messaging.getNextException() != null) {
            cause = messaging.getNextException();
        }
        return cause.toString();
    }
}
