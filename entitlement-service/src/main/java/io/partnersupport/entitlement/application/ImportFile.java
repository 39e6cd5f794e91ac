package io.partnersupport.entitlement.application;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A file that was sent, kept on disk while it is looked at: never as a whole in memory. */
public final class ImportFile implements Closeable {
    /** More than any valid row needs. */
    static final int LONGEST_LINE = 4_000;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Path path;
    private final String digest;

    private ImportFile(Path path, String digest) {
        this.path = path;
        this.digest = digest;
    }

    /** Called for each line that is not blank. */
    @FunctionalInterface
    interface LineConsumer {
        void accept(int number, byte[] line);
    }

    /** Keeps what the stream gives; the caller closes the file, which deletes it. */
    public static ImportFile keep(InputStream body) throws IOException {
        Path path = Files.createTempFile("import", null);
        try {
            MessageDigest digest = sha256();
            try (OutputStream file = Files.newOutputStream(path)) {
                byte[] buffer = new byte[64 * 1024];
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    digest.update(buffer, 0, read);
                    file.write(buffer, 0, read);
                }
            }
            return new ImportFile(path, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** SHA-256 of the content. */
    public String digest() {
        return digest;
    }

    /** Gives every line that is not blank. Of one that is too long one byte more than allowed is kept. */
    void forEachLine(LineConsumer consumer) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 64 * 1024)) {
            in.mark(BYTE_ORDER_MARK.length);
            if (!Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
                in.reset();
            }
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int number = 1;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    if (line.size() <= LONGEST_LINE) {
                        line.write(next);
                    }
                    continue;
                }
                give(consumer, number++, line);
            }
            give(consumer, number, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void give(LineConsumer consumer, int number, ByteArrayOutputStream line) {
        byte[] bytes = line.toByteArray();
        line.reset();
        if (!isBlank(bytes)) {
            consumer.accept(number, bytes);
        }
    }

    static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
