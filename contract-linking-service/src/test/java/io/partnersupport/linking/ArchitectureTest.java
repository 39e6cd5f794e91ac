package io.partnersupport.linking;

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
            .importPackages("io.partnersupport.linking");

    @Test
    void theDomainIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("..linking.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("..linking.domain..", "java..")
                .check(SERVICE);
    }

    @Test
    void dependenciesPointInwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("api")
                .definedBy("..linking.api..")
                .layer("messaging")
                .definedBy("..linking.messaging..")
                .layer("persistence")
                .definedBy("..linking.persistence..")
                .layer("application")
                .definedBy("..linking.application..")
                .layer("domain")
                .definedBy("..linking.domain..")
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
