package io.partnersupport.local;

/** What went wrong, in words for the person at the terminal: what it is and what to do about it. */
public final class StackFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    StackFailure(String message) {
        super(message);
    }

    StackFailure(String message, Throwable cause) {
        super(message + " (" + cause + ")", cause);
    }
}
