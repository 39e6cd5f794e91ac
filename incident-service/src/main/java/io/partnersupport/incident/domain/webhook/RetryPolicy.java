package io.partnersupport.incident.domain.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When a message is tried again, and when to stop.
 *
 * @param delays after the first, the second … failed attempt
 * @param longestRetryAfter how long an endpoint may ask to be left alone
 * @param disabledAfter how long every attempt must have failed for the endpoint to be disabled
 */
public record RetryPolicy(List<Duration> delays, Duration longestRetryAfter, Duration disabledAfter) {
    /** By how much of itself a delay is longer at most, so that what failed together does not come back together. */
    private static final double JITTER = 0.1;

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ENGLISH);

    public RetryPolicy {
        delays = List.copyOf(delays);
    }

    /**
     * What an attempt leads to.
     *
     * @param dueAt when the next attempt is made, if one is
     * @param disable why the endpoint gets nothing more, if so
     */
    public record Verdict(DeliveryState state, Optional<Instant> dueAt, Optional<DisabledBecause> disable) {}

    /**
     * Decides what an attempt leads to.
     *
     * @param attempt counted from one since the message was queued or replayed
     * @param failingSince of the endpoint, before this attempt
     * @param at when the answer came
     * @param random between 0 and 1
     */
    public Verdict decide(Answer answer, int attempt, Optional<Instant> failingSince, Instant at, double random) {
        if (answer.isAccepted()) {
            return new Verdict(DeliveryState.DELIVERED, Optional.empty(), Optional.empty());
        }
        if (answer.isGone()) {
            return failed(Optional.of(DisabledBecause.GONE));
        }
        if (failingSince.filter(since -> !since.plus(disabledAfter).isAfter(at)).isPresent()) {
            return failed(Optional.of(DisabledBecause.FAILING));
        }
        if (attempt > delays.size()) {
            return failed(Optional.empty());
        }
        Duration scheduled = delays.get(attempt - 1);
        Duration jitter = Duration.ofMillis((long) (scheduled.toMillis() * JITTER * random));
        Duration asked = answer.retryAfter()
                .filter(value -> answer.mayAskForTime())
                .flatMap(value -> retryAfter(value, at))
                .map(given -> given.compareTo(longestRetryAfter) > 0 ? longestRetryAfter : given)
                .orElse(Duration.ZERO);
        Duration pause = (asked.compareTo(scheduled) > 0 ? asked : scheduled).plus(jitter);
        return new Verdict(DeliveryState.PENDING, Optional.of(at.plus(pause)), Optional.empty());
    }

    private static Verdict failed(Optional<DisabledBecause> disable) {
        return new Verdict(DeliveryState.FAILED, Optional.empty(), disable);
    }

    /** Reads Retry-After (RFC 9110, 10.2.3): seconds, or an instant. */
    static Optional<Duration> retryAfter(String value, Instant at) {
        String given = value.strip();
        if (SECONDS.matcher(given).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(given)));
        }
        try {
            return Optional.of(
                    Duration.between(at, ZonedDateTime.parse(given, HTTP_DATE).toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty(); // what cannot be read asks for nothing
        }
    }
}
