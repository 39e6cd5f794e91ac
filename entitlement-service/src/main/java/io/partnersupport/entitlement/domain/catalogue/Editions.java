package io.partnersupport.entitlement.domain.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The imported revisions of all editions. */
public interface Editions {
    /** Adds a revision; false if it is there already. */
    boolean add(Edition edition);

    /** The edition by whose rules a purchase at that instant is made: the newest revision of the latest one (E-8). */
    Optional<Edition> inForce(Instant at);

    /** The newest revision. */
    Optional<Edition> newest(String code);

    /** The newest revision of each edition, by code. */
    List<Edition> all();
}
