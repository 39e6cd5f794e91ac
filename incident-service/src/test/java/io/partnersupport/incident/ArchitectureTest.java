package io.partnersupport.incident;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.partnersupport.incident");

    @Test
    void theDomainIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("..incident.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("..incident.domain..", "java..")
                .check(SERVICE);
    }

    @Test
    void dependenciesPointInwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("api")
                .definedBy("..incident.api..")
                .layer("messaging")
                .definedBy("..incident.messaging..")
                .layer("persistence")
                .definedBy("..incident.persistence..")
                .layer("application")
                .definedBy("..incident.application..")
                .layer("domain")
                .definedBy("..incident.domain..")
                .whereLayer("api")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("messaging")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("persistence")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("application")
                .mayOnlyBeAccessedByLayers("api", "messaging")
                .check(SERVICE);
    }

    @Test
    void everyResourceNeedsASignedInCaller() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .beAnnotatedWith(Authenticated.class)
                .check(SERVICE);
    }
}
