package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.application.ImportRows.Header;
import io.partnersupport.entitlement.domain.imports.Import;
import io.partnersupport.entitlement.domain.imports.Import.Format;
import io.partnersupport.entitlement.domain.imports.Import.Kind;
import io.partnersupport.entitlement.domain.imports.Import.Progress;
import io.partnersupport.entitlement.domain.imports.Imports;
import io.partnersupport.entitlement.domain.imports.Imports.Chunk;
import io.partnersupport.entitlement.domain.imports.RefusedRow.FieldFault;
import io.partnersupport.kit.event.Reactions;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes a file of rows into the database, a few lines at a time, and leaves the work to {@link ProcessImports}. */
@ApplicationScoped
public class ReceiveImport {
    private static final int BYTES_AT_ONCE = 1_000_000;

    private final Imports imports;
    private final ImportRows rows;
    private final Reactions reactions;
    private final Clock clock;

    ReceiveImport(Imports imports, ImportRows rows, Reactions reactions, Clock clock) {
        this.imports = imports;
        this.rows = rows;
        this.reactions = reactions;
        this.clock = clock;
    }

    /** What a file is, before any of its rows is looked at. */
    public record Overview(List<String> columns, int rows, List<FieldFault> headerFaults) {}

    /** Reads the header, if there must be one, and counts the rows. */
    public Overview overview(ImportFile file, Kind kind, Format format) {
        Header[] header = {
            format == Format.CSV
                    ? new Header(List.of(), List.of(new FieldFault("header", "missing")))
                    : new Header(List.of(), List.of())
        };
        int[] count = {0};
        file.forEachLine((number, line) -> {
            if (format == Format.CSV && number == 1) {
                header[0] = rows.header(kind, line);
            } else {
                count[0]++;
            }
        });
        return new Overview(header[0].columns(), count[0], header[0].faults());
    }

    /** Stores the rows of a file whose overview has no faults. */
    @Transactional
    public Import receive(ImportFile file, Overview overview, Kind kind, Format format, String requestedBy) {
        Instant now = clock.instant();
        Import received = new Import(
                Ids.next(now),
                kind,
                format,
                overview.columns(),
                requestedBy,
                now,
                overview.rows(),
                1,
                Progress.NONE,
                Optional.empty(),
                Optional.empty());
        imports.add(received);
        Chunks chunks = new Chunks(received.id(), kind.rowsAtOnce());
        file.forEachLine((number, line) -> {
            if (format == Format.JSON_LINES || number > 1) {
                chunks.add(number, line);
            }
        });
        chunks.store();
        reactions.wakeAtCommit();
        return received;
    }

    /** Collects rows, each behind the number of its line, and stores them when there are enough. */
    private final class Chunks {
        private final UUID importId;
        private final int rowsOfAChunk;
        private final List<Chunk> full = new ArrayList<>();
        private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
        private int firstLine;
        private int rowsSoFar;
        private int bytesSoFar;

        Chunks(UUID importId, int rowsOfAChunk) {
            this.importId = importId;
            this.rowsOfAChunk = rowsOfAChunk;
        }

        void add(int number, byte[] line) {
            firstLine = rowsSoFar == 0 ? number : firstLine;
            rows.writeBytes(Chunk.row(number, line));
            if (++rowsSoFar == rowsOfAChunk) {
                close();
            }
            if (bytesSoFar > BYTES_AT_ONCE) {
                store();
            }
        }

        private void close() {
            if (rowsSoFar > 0) {
                full.add(new Chunk(firstLine, rows.toByteArray()));
                bytesSoFar += rows.size();
                rows.reset();
                rowsSoFar = 0;
            }
        }

        void store() {
            close();
            imports.add(importId, full);
            full.clear();
            bytesSoFar = 0;
        }
    }
}
