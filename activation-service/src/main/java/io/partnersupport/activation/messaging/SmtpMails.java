package io.partnersupport.activation.messaging;

import io.partnersupport.activation.application.MailRetries;
import io.partnersupport.activation.application.Mails;
import io.partnersupport.activation.application.Notifier;
import io.partnersupport.activation.domain.notification.NotificationKind;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;

@ApplicationScoped
class SmtpMails implements Mails {
    private final ReactiveMailer mailer;
    private final MailRetries retries;

    SmtpMails(ReactiveMailer mailer, MailRetries retries) {
        this.mailer = mailer;
        this.retries = retries;
    }

    @Override
    public void send(NotificationKind kind, String address, Map<String, String> arguments) {
        MailText text =
                MailText.of(kind, Locale.forLanguageTag(arguments.getOrDefault(Notifier.LANGUAGE, "en")), arguments);
        mailer.send(Mail.withText(address, text.subject(), text.body())).await().atMost(retries.timeout());
    }
}
