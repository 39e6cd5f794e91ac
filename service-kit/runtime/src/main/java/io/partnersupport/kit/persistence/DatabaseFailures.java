package io.partnersupport.kit.persistence;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/** Tells a database that cannot answer now from one that refused what it was given. */
public final class DatabaseFailures {
    /** SQLSTATE classes of data and integrity errors: trying the same again gives the same. */
    private static final Set<String> FAULTS_OF_THE_DATA = Set.of("22", "23");

    private DatabaseFailures() {}

    /** Whether the failure comes from the database's state rather than from what was sent: retry later. */
    public static boolean isUnavailability(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null || state.length() < 2 || !FAULTS_OF_THE_DATA.contains(state.substring(0, 2));
            }
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
