package io.partnersupport.kit.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait for what must come: so long that only what never comes fails, on however busy a machine. */
public final class Patience {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Patience() {}

    /** A wait that ends as soon as its condition holds. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(LIMIT);
    }
}
