package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.notification.NotificationKind;
import java.util.Map;

/** Writes and sends mails. */
public interface Mails {
    /** Returns when the server has taken it, and throws otherwise; then it may have been taken nevertheless. */
    void send(NotificationKind kind, String address, Map<String, String> arguments);
}
