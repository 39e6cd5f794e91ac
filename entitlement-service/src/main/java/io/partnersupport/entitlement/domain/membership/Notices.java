package io.partnersupport.entitlement.domain.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The notices that memberships will need. */
public interface Notices {
    void schedule(List<Notice> notices);

    /** One that is due and undecided, locked so that no other instance takes it. */
    Optional<Notice> lockDue(Instant at);

    /** Remembers that it was published, or dropped as pointless. */
    void decided(Notice notice, boolean published, Instant at);
}
