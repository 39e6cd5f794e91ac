package io.partnersupport.local;

import java.util.List;
import java.util.Set;

/** {@code deploy/local/down}: stops every process of the stack and keeps its data. */
final class Down {
    private static final String USAGE = "usage: deploy/local/down [--data DIR]";

    private Down() {}

    public static void main(String... arguments) {
        Main.run(() -> {
            Options options = Options.parse(List.of(arguments), Set.of("--data"), USAGE);
            Repository repository = Repository.current();
            var data = new DataFolder(Main.dataFolder(repository, options));
            if (!options.words().isEmpty()) {
                throw new StackFailure("Unknown argument " + options.words().get(0) + ".\n" + USAGE);
            }
            if (!data.exists()) {
                System.out.println("There is no stack in " + data.root() + ".");
                return;
            }
            data.exclusively(() -> {
                boolean any = new LocalStack(repository, data).stop();
                System.out.println(any ? "All processes are stopped; the data is kept." : "Nothing was running.");
            });
        });
    }
}
