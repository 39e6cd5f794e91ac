package io.partnersupport.entitlement.persistence;

import jakarta.persistence.Query;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** What several repositories do alike. */
final class Statements {
    /** Where a list by id begins. */
    static final UUID BEFORE_ALL = new UUID(0, 0);

    private Statements() {}

    /** Runs a statement that returns the sequence it raised, or no row where its condition did not hold. */
    static OptionalLong raisedSequence(Query statement) {
        List<?> raised = statement.getResultList();
        return raised.isEmpty() ? OptionalLong.empty() : OptionalLong.of((Long) raised.get(0));
    }
}
