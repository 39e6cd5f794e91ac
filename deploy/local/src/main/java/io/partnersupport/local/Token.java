package io.partnersupport.local;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code deploy/local/token}: prints an access token of a demo person, or another one, and nothing else. */
final class Token {
    private Token() {}

    public static void main(String... arguments) {
        Main.run(() -> {
            Repository repository = Repository.current();
            String people = DemoPerson.load(repository.realm()).stream()
                    .map(DemoPerson::signIn)
                    .collect(Collectors.joining(", "));
            String usage = "usage: deploy/local/token PERSON [id|refresh] [--data DIR]\npeople: " + people;
            Options options = Options.parse(List.of(arguments), Set.of("--data"), usage);
            String kind = options.words().size() == 2 ? options.words().get(1) : "access";
            if (options.words().isEmpty()
                    || options.words().size() > 2
                    || !List.of("access", "id", "refresh").contains(kind)) {
                throw new StackFailure(usage);
            }
            String person = options.words().get(0);
            if (!List.of(people.split(", ")).contains(person)) {
                throw new StackFailure("There is no " + person + ".\n" + usage);
            }
            var data = new DataFolder(Main.dataFolder(repository, options));
            System.out.println(new AccessTokens(data.ports()).of(person, kind));
        });
    }
}
