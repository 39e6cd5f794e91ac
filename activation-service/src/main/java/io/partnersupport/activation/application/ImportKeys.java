package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.key.KeyPools;
import io.partnersupport.activation.domain.key.KeyPools.KeyImport;
import io.partnersupport.activation.domain.key.KeyPools.NewKey;
import io.partnersupport.activation.domain.key.ProductKey;
import io.partnersupport.activation.domain.key.ProductKeyId;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.persistence.Ids;
import io.partnersupport.kit.secret.Sealer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Fills a pool from a file, line by line; what is in it already is only counted, so a file may be sent again. */
@ApplicationScoped
public class ImportKeys {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9](-?[A-Za-z0-9]){4,99}");
    private static final int BATCH = 500;
    private static final int MOST_REPORTED = 100;

    private final KeyPools pools;
    private final KeyDigester digester;
    private final Sealer sealer;
    private final Clock clock;

    ImportKeys(KeyPools pools, KeyDigester digester, Sealer sealer, Clock clock) {
        this.pools = pools;
        this.digester = digester;
        this.sealer = sealer;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param refusedLines the numbers of the lines that are no keys: the first of them
     */
    public record Report(KeyImport done, int lines, List<Integer> refusedLines) {
        public Report {
            refusedLines = List.copyOf(refusedLines);
        }
    }

    /** Imports in batches, each in a transaction of its own. */
    public Report importFrom(BufferedReader file, String kind, Caller operator) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // what the database keeps
        QuarkusTransaction.requiringNew().run(() -> pools.open(kind));
        List<Integer> refusedLines = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        int lines = 0;
        int keys = 0;
        int added = 0;
        int refused = 0;
        for (String line = file.readLine(); line != null; line = file.readLine()) {
            lines++;
            String key = unquoted(line);
            if (key.isEmpty() || lines == 1 && key.equalsIgnoreCase("key")) {
                continue; // a header, or nothing
            }
            if (FORM.matcher(key).matches()) {
                batch.add(key);
                keys++;
            } else if (++refused <= MOST_REPORTED) {
                refusedLines.add(lines);
            }
            if (batch.size() == BATCH) {
                added += add(kind, batch, now);
                batch.clear();
            }
        }
        added += add(kind, batch, now);
        KeyImport done = new KeyImport(Ids.next(now), kind, operator.subject(), now, added, keys - added, refused);
        QuarkusTransaction.requiringNew().run(() -> pools.add(done));
        return new Report(done, lines, refusedLines);
    }

    private int add(String kind, List<String> keys, Instant at) {
        List<NewKey> sealed = keys.stream()
                .map(key -> {
                    ProductKeyId id = new ProductKeyId(Ids.next(at));
                    return new NewKey(
                            new ProductKey(id, sealer.seal(key, id.value().toString())), digester.digests(key));
                })
                .toList();
        return QuarkusTransaction.requiringNew().call(() -> pools.add(kind, sealed, at));
    }

    /** As spreadsheets write a line of one column. */
    private static String unquoted(String line) {
        String text = line.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).strip()
                : text;
    }
}
