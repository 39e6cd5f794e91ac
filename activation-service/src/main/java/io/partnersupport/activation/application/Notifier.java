package io.partnersupport.activation.application;

import java.util.Map;

/** Tells somebody by mail what happened: once per kind, occasion and recipient, if the running transaction commits. */
public interface Notifier {
    /** The argument that names the language to write in, as a BCP 47 tag, where it is known. */
    String LANGUAGE = "language";

    /**
     * What is told. Its texts are {@code <kind in kebab-case>.subject} and {@code .text} in {@code mails.properties},
     * where {@code {name}} stands for an argument. The names are kept in rows: add, never rename.
     */
    enum Kind {
        ACTIVATION_COMPLETED,
        ACTIVATION_REJECTED,
        RENEWAL_DUE,
        RENEWAL_WINDOW_CLOSING
    }

    /**
     * Leaves a notification in the running transaction; it is sent later, and that it cannot be sent holds nothing up.
     *
     * @param recipient a userId or an e-mail address
     * @param businessKey names the occasion, so that telling it again does nothing
     * @param arguments of the text; never an Access ID, a Contract ID or a key
     */
    void notify(Kind kind, String recipient, String businessKey, Map<String, String> arguments);
}
