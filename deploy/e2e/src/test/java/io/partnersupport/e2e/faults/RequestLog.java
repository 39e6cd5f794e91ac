package io.partnersupport.e2e.faults;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The client's own memory: a line of JSON for every request, written when its answer came, never changed. */
final class RequestLog implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path file;
    private final Writer writer;
    private long written;
    private long done;

    RequestLog(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
    }

    synchronized void add(Exchange exchange) {
        try {
            writer.write(JSON.writeValueAsString(exchange));
            writer.write('\n');
            written++;
            done += exchange.isDone() && exchange.key() != null ? 1 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many requests were made. */
    synchronized long size() {
        return written;
    }

    /** How many writes were acknowledged. */
    synchronized long acknowledged() {
        return done;
    }

    synchronized List<Exchange> read() throws IOException {
        writer.flush();
        List<Exchange> exchanges = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                exchanges.add(JSON.readValue(line, Exchange.class));
            }
        }
        return exchanges;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
