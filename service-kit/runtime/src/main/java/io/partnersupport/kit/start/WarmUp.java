package io.partnersupport.kit.start;

import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Directory;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Does what first requests do, and keeps nothing of it, before the service says that it is ready. In a new process the
 * first request of a kind loads hundreds of classes: where many programs share few cores that took seconds, longer than
 * the gateway waits.
 */
public interface WarmUp {
    /** An account that there is not. */
    Caller NOBODY = new Caller("nobody", Directory.AAD, Optional.empty(), Set.of(), Set.of());

    /**
     * Called once, in a transaction that is rolled back, for {@link #NOBODY}.
     *
     * @return what would be answered, to be written as JSON
     * @throws RuntimeException if it does not work now; the service becomes ready nevertheless
     */
    List<Object> answers();
}
