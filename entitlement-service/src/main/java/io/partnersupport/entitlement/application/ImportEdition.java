package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.EditionFault;
import io.partnersupport.entitlement.domain.catalogue.EditionPeriod;
import io.partnersupport.entitlement.domain.catalogue.Editions;
import io.partnersupport.entitlement.domain.catalogue.Editions.Documented;
import io.partnersupport.entitlement.domain.catalogue.Editions.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Imports a revision of an edition as a whole, or nothing of it (E-9). */
@ApplicationScoped
public class ImportEdition {
    private final Editions editions;
    private final EntitlementEvents events;
    private final Clock clock;

    ImportEdition(Editions editions, EntitlementEvents events, Clock clock) {
        this.editions = editions;
        this.events = events;
        this.clock = clock;
    }

    /** What became of a document. */
    public sealed interface Outcome {
        /** A new revision. */
        record Imported(Edition edition) implements Outcome {}

        /** The document had been imported before. */
        record AlreadyImported(Edition edition) implements Outcome {}

        /** Every fault of the document. */
        record Invalid(List<StructureFault.Located> structure, List<EditionFault.Located> meaning) implements Outcome {}

        /** The revision is there with other content. */
        record RevisionExists() implements Outcome {}

        /** Revisions are numbered without gaps. */
        record RevisionIsNotTheNext(int next) implements Outcome {}
    }

    @Transactional
    public Outcome importDocument(EditionDocument document) {
        editions.lockForImport();
        Optional<Documented> same = document.code()
                .flatMap(code -> document.revision().flatMap(revision -> editions.revision(code, revision)));
        if (same.isPresent() && document.saysTheSameAs(same.get().document())) {
            return new Outcome.AlreadyImported(same.get().edition());
        }
        List<StructureFault.Located> structure = document.structureFaults();
        List<EditionFault.Located> meaning = document.faults(periodsOfOthers(document.code()));
        if (!structure.isEmpty() || !meaning.isEmpty()) {
            return new Outcome.Invalid(structure, meaning);
        }
        if (same.isPresent()) {
            return new Outcome.RevisionExists();
        }
        Edition edition = document.edition();
        int next = editions.newest(edition.code())
                .map(newest -> newest.edition().revision() + 1)
                .orElse(1);
        if (edition.revision() != next) {
            return new Outcome.RevisionIsNotTheNext(next);
        }
        editions.add(new Documented(edition, document.json()), clock.instant());
        events.editionImported(edition);
        return new Outcome.Imported(edition);
    }

    private List<EditionPeriod> periodsOfOthers(Optional<String> code) {
        return editions.list(Optional.empty(), Integer.MAX_VALUE).stream()
                .filter(newest -> !Optional.of(newest.code()).equals(code))
                .map(Revision::period)
                .toList();
    }
}
