package io.partnersupport.kit.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.security.Authenticated;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The rules of the five packages; a service's test extends this in the service's root package. */
public abstract class ServiceArchitecture {
    private final String root = getClass().getPackageName();
    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(root);

    @Test
    void theDomainIsPlainJava() {
        classes()
                .that()
                .resideInAPackage(root + ".domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(root + ".domain..", "java..")
                .check(service);
    }

    /** A renamed or empty layer fails, so that the rule cannot go blind. */
    @Test
    void dependenciesPointInwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("api")
                .definedBy(root + ".api..")
                .layer("messaging")
                .definedBy(root + ".messaging..")
                .layer("persistence")
                .definedBy(root + ".persistence..")
                .layer("application")
                .definedBy(root + ".application..")
                .layer("domain")
                .definedBy(root + ".domain..")
                .whereLayer("api")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("messaging")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("persistence")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("application")
                .mayOnlyBeAccessedByLayers("api", "messaging")
                .check(service);
    }

    @Test
    void everyResourceNeedsASignedInCaller() {
        classes()
                .that()
                .areAnnotatedWith(jakarta.ws.rs.Path.class)
                .should()
                .beAnnotatedWith(Authenticated.class)
                .check(service);
    }

    @Test
    void timeComesFromTheClock() {
        OneClock.assertIn(Path.of("target/classes"));
    }
}
