package io.partnersupport.local;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.function.Supplier;

/** The secrets of one stack: random, made when first asked for, and kept. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties values = new Properties();

    Secrets(Path file) {
        this.file = file;
        try {
            values.load(new StringReader(Files.exists(file) ? Files.readString(file) : ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Letters and digits only, so that it can stand in any configuration file unquoted. */
    String password(String name) {
        return valueOf(name + ".password", () -> new BigInteger(160, RANDOM).toString(36));
    }

    /** Base64 of 32 bytes. */
    String key(String name) {
        return valueOf(name, Secrets::randomKey);
    }

    /** {@code keyId=base64} entries, the current one first; a key is changed by adding one in front. */
    String keyRing(String name) {
        return valueOf(name, () -> "k1=" + randomKey());
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private synchronized String valueOf(String name, Supplier<String> random) {
        if (values.getProperty(name) == null) {
            values.setProperty(name, random.get());
            var text = new StringWriter();
            try {
                values.store(text, "Secrets of this stack. Whoever reads them can do everything in it.");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            PrivateFiles.write(file, text.toString());
        }
        return values.getProperty(name);
    }
}
