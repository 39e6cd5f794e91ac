package io.partnersupport.kit.persistence;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Tells a database that cannot answer now from one that refused what it was given. */
public final class DatabaseFailures {
    /** SQLSTATE classes of what the data breaks, types, constraints, limits: trying the same again gives the same. */
    private static final Set<String> FAULTS_OF_THE_DATA = Set.of("21", "22", "23", "44", "54");

    private DatabaseFailures() {}

    /** Whether the failure comes from the database's state rather than from what was sent: retry later. */
    public static boolean isUnavailability(Throwable failure) {
        SQLException cause = causeOf(failure);
        if (cause == null) {
            return false;
        }
        String state = cause.getSQLState();
        return state == null || state.length() < 2 || !FAULTS_OF_THE_DATA.contains(state.substring(0, 2));
    }

    /** What the database said, or null; a commit that failed has it among what it suppressed. */
    private static SQLException causeOf(Throwable failure) {
        if (failure == null || failure instanceof SQLException) {
            return (SQLException) failure;
        }
        return Stream.concat(Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()))
                .map(DatabaseFailures::causeOf)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
