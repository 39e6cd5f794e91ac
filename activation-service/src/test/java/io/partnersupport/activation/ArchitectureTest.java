package io.partnersupport.activation;

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
            .importPackages("io.partnersupport.activation");

    @Test
    void theDomainIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("..activation.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("..activation.domain..", "java..")
                .check(SERVICE);
    }

    @Test
    void dependenciesPointInwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("api")
                .definedBy("..activation.api..")
                .layer("messaging")
                .definedBy("..activation.messaging..")
                .layer("persistence")
                .definedBy("..activation.persistence..")
                .layer("application")
                .definedBy("..activation.application..")
                .layer("domain")
                .definedBy("..activation.domain..")
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
