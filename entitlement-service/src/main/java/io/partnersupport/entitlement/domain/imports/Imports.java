package io.partnersupport.entitlement.domain.imports;

import io.partnersupport.entitlement.domain.imports.Import.Progress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All imports, what is left of their files, and their refused rows. */
public interface Imports {
    /** Some rows of a file, as they were sent: they are not text before they are worked off. */
    record Chunk(int firstLine, byte[] content) {
        /** One row and the number of its line. */
        public record Line(int number, byte[] bytes) {}

        /** How a chunk keeps a row: the number of its line, a space, the line, a line feed. */
        public static byte[] row(int number, byte[] line) {
            byte[] prefix = (number + " ").getBytes(StandardCharsets.US_ASCII);
            return ByteBuffer.allocate(prefix.length + line.length + 1)
                    .put(prefix)
                    .put(line)
                    .put((byte) '\n')
                    .array();
        }

        /** The rows from a line on. */
        public List<Line> linesFrom(int firstNumber) {
            List<Line> lines = new ArrayList<>();
            int start = 0;
            for (int i = 0; i < content.length; i++) {
                if (content[i] == '\n') {
                    Line line = line(Arrays.copyOfRange(content, start, i));
                    if (line.number() >= firstNumber) {
                        lines.add(line);
                    }
                    start = i + 1;
                }
            }
            return lines;
        }

        private static Line line(byte[] row) {
            int space = 0;
            while (row[space] != ' ') {
                space++;
            }
            int number = Integer.parseInt(new String(row, 0, space, StandardCharsets.US_ASCII));
            return new Line(number, Arrays.copyOfRange(row, space + 1, row.length));
        }
    }

    void add(Import added);

    void add(UUID importId, List<Chunk> chunks);

    Optional<Import> find(UUID id);

    /** Imports, the newest first. */
    List<Import> list(Optional<UUID> before, int limit);

    /** Takes the oldest import with rows left that nobody else works on, until the transaction ends. */
    Optional<Import> lockNext();

    Optional<Chunk> nextChunk(UUID importId);

    /** Records what was done up to a line, in the transaction of its effects. */
    void progressed(Import before, int nextLine, Progress progress, List<RefusedRow> refused, Instant at);

    /** Forgets a chunk whose rows are all worked off, and completes the import with its last one. */
    void done(UUID importId, Chunk chunk, Instant at);

    /** Refused rows in the order of their lines. */
    List<RefusedRow> refused(UUID importId, int afterLine, int limit);
}
