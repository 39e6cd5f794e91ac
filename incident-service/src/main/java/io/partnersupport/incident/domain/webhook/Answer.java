package io.partnersupport.incident.domain.webhook;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came back from an endpoint. Its body is nobody's business.
 *
 * @param status empty if there was no answer
 * @param error empty if the message was accepted
 * @param retryAfter the header's value
 */
public record Answer(OptionalInt status, Optional<AttemptError> error, Optional<String> retryAfter) {
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    public static Answer of(int status, Optional<String> retryAfter) {
        return new Answer(OptionalInt.of(status), errorOf(status), retryAfter);
    }

    public static Answer none(AttemptError error) {
        return new Answer(OptionalInt.empty(), Optional.of(error), Optional.empty());
    }

    private static Optional<AttemptError> errorOf(int status) {
        return switch (status / 100) {
            case 2 -> Optional.empty();
            case 3 -> Optional.of(AttemptError.REDIRECTED);
            default -> Optional.of(AttemptError.NOT_ACCEPTED);
        };
    }

    boolean isAccepted() {
        return error.isEmpty();
    }

    boolean isGone() {
        return isStatus(GONE);
    }

    boolean mayAskForTime() {
        return isStatus(TOO_MANY_REQUESTS) || isStatus(UNAVAILABLE);
    }

    private boolean isStatus(int expected) {
        return status.isPresent() && status.getAsInt() == expected;
    }
}
