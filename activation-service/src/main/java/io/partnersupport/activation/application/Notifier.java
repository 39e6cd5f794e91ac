package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.notification.NotificationKind;
import io.partnersupport.activation.domain.notification.Notifications;
import io.partnersupport.kit.event.Reactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** Tells somebody by mail what happened: once per kind, occasion and recipient, if the running transaction commits. */
@ApplicationScoped
public class Notifier {
    /** The argument that names the language to write in, as a BCP 47 tag, where it is known. */
    public static final String LANGUAGE = "language";

    private final Notifications notifications;
    private final Reactions reactions;
    private final Clock clock;

    Notifier(Notifications notifications, Reactions reactions, Clock clock) {
        this.notifications = notifications;
        this.reactions = reactions;
        this.clock = clock;
    }

    /**
     * Leaves a notification in the running transaction; it is sent later, and that it cannot be sent holds nothing up.
     *
     * @param recipient a userId or an e-mail address
     * @param businessKey names the occasion, so that telling it again does nothing
     * @param arguments of the text; never an Access ID, a Contract ID or a key
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void notify(NotificationKind kind, String recipient, String businessKey, Map<String, String> arguments) {
        notifications.add(kind, recipient, businessKey, arguments, clock.instant());
        reactions.wakeAtCommit();
    }

    /** An instant as mails name it. */
    public static String dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }
}
