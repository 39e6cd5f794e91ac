package io.partnersupport.incident.domain.incident;

import java.util.List;

/** Where accepted incidents are opened and paid. */
public interface Openings {
    /**
     * Opens, in the running transaction, those whose plan still has the units: each with its units spent and its ledger
     * entry written, or not at all. Takes any number, of any contracts, so that openings which wait at the same moment
     * can share one statement and one commit.
     *
     * @return the opened ones; one that is left out lost its plan's last units to somebody else
     */
    List<Opened> open(List<Opening> openings);
}
