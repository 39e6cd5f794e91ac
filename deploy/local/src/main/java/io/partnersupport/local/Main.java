package io.partnersupport.local;

import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What the commands have in common. */
final class Main {
    interface Command {
        void run() throws Exception;
    }

    private Main() {}

    /** A failure that was foreseen is a sentence; every other one is a bug and shows where. */
    static void run(Command command) {
        try {
            command.run();
            System.exit(0);
        } catch (StackFailure failure) {
            System.err.println(failure.getMessage());
        } catch (UncheckedIOException failure) {
            System.err.println("A file cannot be read or written: " + failure.getCause());
        } catch (Exception bug) {
            bug.printStackTrace();
        }
        System.exit(1);
    }

    static Path dataFolder(Repository repository, Options options) {
        return options.data().orElse(defaultData(repository)).toAbsolutePath().normalize();
    }

    static Path defaultData(Repository repository) {
        return repository.localStack().resolve(".data");
    }
}
