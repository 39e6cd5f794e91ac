package io.partnersupport.local;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What was asked for on the command line.
 *
 * @param words what is not an option, such as the person whose token is wanted
 * @param only the parts to start; empty means all
 */
record Options(
        List<String> words,
        Optional<Path> data,
        OptionalInt portOffset,
        boolean detach,
        boolean fresh,
        Set<String> only) {
    Options {
        words = List.copyOf(words);
        only = Set.copyOf(only);
    }

    /** Understands the options that the command accepts, and refuses everything else with the usage text. */
    static Options parse(List<String> arguments, Set<String> accepted, String usage) {
        var words = new ArrayDeque<String>();
        Optional<Path> data = Optional.empty();
        OptionalInt portOffset = OptionalInt.empty();
        boolean detach = false;
        boolean fresh = false;
        var only = new LinkedHashSet<String>();

        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            if (!argument.startsWith("-")) {
                words.add(argument);
                continue;
            }
            if (!accepted.contains(argument)) {
                throw new StackFailure("Unknown option " + argument + ".\n" + usage);
            }
            switch (argument) {
                case "--detach" -> detach = true;
                case "--fresh" -> fresh = true;
                case "--data" -> data = Optional.of(Path.of(valueOf(argument, rest, usage)));
                case "--port-offset" -> portOffset = OptionalInt.of(number(argument, rest, usage));
                case "--only" ->
                    only.addAll(List.of(valueOf(argument, rest, usage).split(",")));
                default -> throw new IllegalStateException(argument);
            }
        }
        return new Options(List.copyOf(words), data, portOffset, detach, fresh, only);
    }

    private static String valueOf(String option, ArrayDeque<String> rest, String usage) {
        if (rest.isEmpty() || rest.peek().startsWith("--") || rest.peek().isBlank()) {
            throw new StackFailure(option + " needs a value.\n" + usage);
        }
        return rest.pop();
    }

    private static int number(String option, ArrayDeque<String> rest, String usage) {
        String value = valueOf(option, rest, usage);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new StackFailure(option + " needs a number, not " + value + ".\n" + usage);
        }
    }
}
