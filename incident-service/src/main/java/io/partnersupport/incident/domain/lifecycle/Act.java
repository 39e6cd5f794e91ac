package io.partnersupport.incident.domain.lifecycle;

/** What is done to an incident. */
public enum Act {
    ASSIGN,
    /** The customer writes. */
    REPLY,
    /** An engineer writes. */
    ANSWER,
    /** An engineer writes and needs something from the customer before they can go on. */
    ASK,
    /** Title, description or contact. */
    CHANGE,
    CHANGE_SEVERITY,
    ATTACH,
    /** Support is done, and the customer is to confirm it. */
    RESOLVE,
    CLOSE,
    CANCEL,
    REOPEN;

    /** Whether, done by support, it is an answer that stops the response clock (I-10). */
    boolean isResponse() {
        return this == ANSWER || this == ASK;
    }
}
