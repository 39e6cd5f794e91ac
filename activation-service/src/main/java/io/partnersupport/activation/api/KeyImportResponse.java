package io.partnersupport.activation.api;

import io.partnersupport.activation.application.ImportKeys.Report;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "What came of a file of keys")
record KeyImportResponse(
        UUID id,

        @Schema(examples = "windows-11-enterprise") String kind,

        Instant importedAt,

        @Schema(examples = "1000") int lines,

        @Schema(description = "Keys that are new", examples = "990")
        int added,

        @Schema(description = "Keys that were in a pool before, or twice in the file", examples = "8")
        int duplicates,

        @Schema(description = "Lines that are no keys", examples = "2")
        int refused,

        @Schema(description = "The numbers of these lines, from 1: the first hundred", examples = "[17, 512]")
        List<Integer> refusedLines) {
    static KeyImportResponse from(Report report) {
        return new KeyImportResponse(
                report.done().id(),
                report.done().kind(),
                report.done().at(),
                report.lines(),
                report.done().added(),
                report.done().duplicates(),
                report.done().refused(),
                report.refusedLines());
    }
}
