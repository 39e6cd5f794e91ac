package io.partnersupport.activation.application;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a mail is waited for, and when one that failed is tried again. */
@ConfigMapping(prefix = "partnersupport.mail")
public interface MailRetries {
    /** Of one attempt. */
    Duration timeout();

    /** Doubled with every further attempt. */
    Duration firstRetryAfter();

    Duration retryAfterAtMost();

    Duration giveUpAfter();

    /** When to try again after that many attempts; empty if it has been tried long enough. */
    default Optional<Instant> nextTry(Instant createdAt, int tries, Instant now) {
        if (!now.isBefore(createdAt.plus(giveUpAfter()))) {
            return Optional.empty();
        }
        Duration pause = firstRetryAfter();
        for (int i = 1; i < tries && pause.compareTo(retryAfterAtMost()) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return Optional.of(now.plus(pause.compareTo(retryAfterAtMost()) < 0 ? pause : retryAfterAtMost()));
    }
}
