package io.partnersupport.kit.testing;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Time comes from the injected clock alone: a second one, such as the database's, would decide otherwise at times. */
public final class OneClock {
    private static final Pattern SQL_CLOCK = Pattern.compile(
            "\\b(now\\s*\\(\\s*\\)|current_(timestamp|date|time)\\b|localtimestamp\\b"
                    + "|(clock|statement|transaction)_timestamp\\b)",
            Pattern.CASE_INSENSITIVE);

    private OneClock() {}

    /** Looks through compiled classes and the migrations beside them. */
    public static void assertIn(Path classes) {
        noClasses()
                .should()
                .callMethodWhere(target(name("now"))
                        .and(target(owner(resideInAPackage("java.time"))))
                        .and(target(rawParameterTypes(List.of()))))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class)
                .allowEmptyShould(true)
                .check(new ClassFileImporter().importPath(classes));
        try (Stream<Path> files = Files.walk(classes)) {
            assertThat(files.filter(file -> file.toString().matches(".*\\.(class|sql)")))
                    .as("files with a clock of the database")
                    .isNotEmpty()
                    .filteredOn(file -> SQL_CLOCK.matcher(read(file)).find())
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Statements are constants of a class, and stand in its file as they are. */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
