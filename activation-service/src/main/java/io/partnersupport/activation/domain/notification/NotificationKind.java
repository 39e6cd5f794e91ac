package io.partnersupport.activation.domain.notification;

/**
 * What somebody is told. Its texts are {@code <name in kebab-case>.subject} and {@code .text} in
 * {@code mails.properties}, where {@code {name}} stands for an argument. The names are kept in rows: add, never rename.
 */
public enum NotificationKind {
    ACTIVATION_COMPLETED,
    ACTIVATION_REJECTED,
    RENEWAL_DUE,
    RENEWAL_WINDOW_CLOSING
}
