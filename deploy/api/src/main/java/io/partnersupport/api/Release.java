package io.partnersupport.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the built document the released one, unless clients of the released one would break under the same version. */
public final class Release {
    private Release() {}

    public static void main(String[] arguments) {
        Path module = Path.of(System.getProperty("api.module", "."));
        Document built = Document.read(module.resolve(Document.BUILT));
        Path target = module.resolve(Document.RELEASED);
        List<String> refusals = Files.exists(target) ? refusals(Document.read(target), built) : List.of();
        if (!refusals.isEmpty()) {
            throw new IllegalStateException(
                    "Not released. Raise the major version (info.version in gateway.yaml), or keep what"
                            + " clients rely on:\n  " + String.join("\n  ", refusals));
        }
        built.write(target);
        System.out.println("Released " + built);
    }

    /** Why the built document may not follow the released one; a new major version may break what it likes. */
    static List<String> refusals(Document released, Document built) {
        return built.majorVersion() > released.majorVersion() ? List.of() : Compatibility.breaks(released, built);
    }
}
