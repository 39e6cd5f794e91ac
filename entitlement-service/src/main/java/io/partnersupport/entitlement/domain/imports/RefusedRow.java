package io.partnersupport.entitlement.domain.imports;

import java.util.List;

/**
 * A row that was not taken.
 *
 * @param line its number in the file, counted from 1
 * @param code why
 */
public record RefusedRow(int line, String code, List<FieldFault> errors) {
    public RefusedRow {
        errors = List.copyOf(errors);
    }

    /** What is wrong with one field. */
    public record FieldFault(String field, String message) {}

    /** Why a row is refused, besides the refusals of purchases. */
    public enum Reason {
        LINE_TOO_LONG,
        MALFORMED_ROW,
        UNKNOWN_FIELD,
        INVALID_ROW,
        PARTNER_EXISTS,
        PARTNER_DIFFERS,
        UNKNOWN_PARTNER,
        ROW_FAILED
    }
}
