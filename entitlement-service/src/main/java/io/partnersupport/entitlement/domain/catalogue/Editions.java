package io.partnersupport.entitlement.domain.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The imported revisions of all editions. */
public interface Editions {
    /** A revision in a list. */
    record Revision(String code, int revision, String name, EditionPeriod period, Instant importedAt) {}

    /** An edition and the document that says it, as JSON. */
    record Documented(Edition edition, String document) {}

    /** Makes other imports wait until the running transaction ends. */
    void lockForImport();

    /** Adds a revision; false if it is there already. */
    boolean add(Documented edition, Instant importedAt);

    /** The sequence of the edition's next event, in the running transaction. */
    long raiseSequence(String code);

    /** The edition by whose rules a purchase at that instant is made: of those effective then, the one that began last (E-8). */
    Optional<Edition> inForce(Instant at);

    /** The newest revision. */
    Optional<Documented> newest(String code);

    Optional<Documented> revision(String code, int revision);

    /** How many editions there are, whatever their revisions. */
    long countCodes();

    /** The newest revision of each edition, by code, after a code. */
    List<Revision> list(Optional<String> after, int limit);

    /** The revisions of an edition, the newest first, before a number. */
    List<Revision> revisions(String code, Optional<Integer> before, int limit);
}
