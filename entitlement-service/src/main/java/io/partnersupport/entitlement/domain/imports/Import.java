package io.partnersupport.entitlement.domain.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A file of rows that is worked off in the background.
 *
 * @param columns of a CSV file, in its order
 * @param rows how many there are
 * @param nextLine the line at which the work goes on
 */
public record Import(
        UUID id,
        Kind kind,
        Format format,
        List<String> columns,
        String requestedBy,
        Instant requestedAt,
        int rows,
        int nextLine,
        Progress progress,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt) {
    public Import {
        columns = List.copyOf(columns);
    }

    /** What the rows are, and how many of them are worked off in one transaction: those of a membership do more. */
    public enum Kind {
        PARTNERS(200),
        MEMBERSHIPS(50);

        private final int rowsAtOnce;

        Kind(int rowsAtOnce) {
            this.rowsAtOnce = rowsAtOnce;
        }

        public int rowsAtOnce() {
            return rowsAtOnce;
        }
    }

    /** How the rows are written. */
    public enum Format {
        CSV,
        JSON_LINES
    }

    /** Where an import is. */
    public enum Status {
        WAITING,
        RUNNING,
        COMPLETED
    }

    /** How many rows had which outcome. */
    public record Progress(int accepted, int unchanged, int refused) {
        public static final Progress NONE = new Progress(0, 0, 0);

        public int read() {
            return accepted + unchanged + refused;
        }

        public Progress with(Outcome outcome) {
            return switch (outcome) {
                case ACCEPTED -> new Progress(accepted + 1, unchanged, refused);
                case UNCHANGED -> new Progress(accepted, unchanged + 1, refused);
                case REFUSED -> new Progress(accepted, unchanged, refused + 1);
            };
        }
    }

    /** What became of a row. */
    public enum Outcome {
        ACCEPTED,
        /** It says what is known already. */
        UNCHANGED,
        REFUSED
    }

    public Status status() {
        return completedAt.isPresent() ? Status.COMPLETED : startedAt.isPresent() ? Status.RUNNING : Status.WAITING;
    }
}
