package io.partnersupport.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the stack leaves on disk: the log of every process, and the topics as Kafka stores them. */
final class DiskContents {
    private DiskContents() {}

    /** The log and topic files that contain any of the texts, in any case. */
    static List<Path> containing(String... texts) {
        return Stream.of("logs", "kafka")
                .flatMap(folder -> logFiles(Stack.DATA.resolve(folder)))
                .filter(file -> Stream.of(texts).anyMatch(text -> contains(file, text)))
                .toList();
    }

    private static Stream<Path> logFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .toLowerCase()
                    .contains(text.toLowerCase());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
