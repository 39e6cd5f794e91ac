package io.partnersupport.e2e.faults;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What was looked at, and what of it was not as it must be. */
final class Findings {
    private final Set<String> violations = new LinkedHashSet<>();
    private long checks;

    synchronized void that(boolean holds, String invariant, Supplier<String> otherwise) {
        checks++;
        if (!holds) {
            violations.add(invariant + ": " + otherwise.get());
        }
    }

    synchronized long checks() {
        return checks;
    }

    synchronized List<String> violations() {
        return new ArrayList<>(violations);
    }
}
