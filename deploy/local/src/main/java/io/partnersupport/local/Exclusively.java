package io.partnersupport.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;

/** Work that only one program at a time may do; the lock ends with the program, however it ends. */
final class Exclusively {
    interface Work {
        void run() throws IOException;
    }

    private Exclusively() {}

    /** What one program has done, others that waited for it find done. */
    static void once(Path lock, BooleanSupplier done, Work work) {
        if (done.getAsBoolean()) {
            return;
        }
        try (FileChannel channel = open(lock)) {
            channel.lock();
            if (!done.getAsBoolean()) {
                work.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void orRefuse(Path lock, String refusal, Work work) {
        try (FileChannel channel = open(lock)) {
            if (channel.tryLock() == null) {
                throw new StackFailure(refusal);
            }
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel open(Path lock) throws IOException {
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
