package io.partnersupport.kit.event;

/**
 * A table that a projection keeps for itself, with a column {@code sequence} that is its events' sequence.
 *
 * @param keyColumn holds the event's key
 * @param keyType the SQL type of that column
 * @param where a condition for the projection's rows, where the table holds others, too
 */
public record ProjectionTable(String name, String keyColumn, String keyType, String where) {
    public static ProjectionTable of(String name, String keyColumn, String keyType) {
        return new ProjectionTable(name, keyColumn, keyType, "true");
    }
}
