package io.partnersupport.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.RestAssured;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds for the API document of each service; a service's {@code @QuarkusTest} extends this in its root package. */
public abstract class ServiceDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource(value = "/openapi?format=json", management = true)
    URL served;

    @Test
    void theServedDocumentIsTheStoredOne() throws IOException {
        assertThat(document())
                .isEqualTo(JSON.readTree(java.nio.file.Path.of("target", "openapi", "openapi.json")
                        .toFile()));
    }

    @Test
    void everyExampleKeepsToItsSchema() throws IOException {
        JsonNode document = document();
        DocumentSchemas schemas = new DocumentSchemas(document);
        List<String> faults = new ArrayList<>();
        document.get("paths")
                .forEach(path -> path.forEach(operation -> {
                    String id = operation.path("operationId").asText();
                    operation
                            .path("parameters")
                            .forEach(parameter -> check(
                                    id + " " + parameter.path("name").asText(),
                                    parameter.path("schema"),
                                    parameter.path("example"),
                                    schemas,
                                    faults));
                    checkContent(id + " request", operation.path("requestBody"), schemas, faults);
                    operation
                            .path("responses")
                            .properties()
                            .forEach(response -> checkContent(
                                    id + " " + response.getKey(),
                                    schemas.follow(response.getValue()),
                                    schemas,
                                    faults));
                }));
        assertThat(faults).isEmpty();
    }

    private static void checkContent(String where, JsonNode body, DocumentSchemas schemas, List<String> faults) {
        body.path("content").properties().stream()
                .filter(form -> form.getKey().endsWith("json"))
                .forEach(form -> form.getValue()
                        .path("examples")
                        .properties()
                        .forEach(example -> check(
                                where + " " + example.getKey(),
                                form.getValue().path("schema"),
                                schemas.follow(example.getValue()).path("value"),
                                schemas,
                                faults)));
    }

    private static void check(
            String where, JsonNode schema, JsonNode example, DocumentSchemas schemas, List<String> faults) {
        if (!example.isMissingNode()) {
            schemas.faults(schema, example.toString()).forEach(fault -> faults.add(where + ": " + fault));
        }
    }

    /** Served and documented are the same, both ways. */
    @Test
    void everyRouteIsDescribedAndNothingElse() throws IOException {
        Set<String> described = new TreeSet<>();
        document()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    // what all methods of a path share stands beside them
                    if (!method.equals("parameters")) {
                        described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        assertThat(described).containsExactlyInAnyOrderElementsOf(routes());
    }

    private Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (JavaClass resource : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(getClass().getPackageName(), "io.partnersupport.kit")) {
            if (resource.isAnnotatedWith(Path.class)) {
                for (Method method : resource.reflect().getDeclaredMethods()) {
                    for (Annotation annotation : method.getAnnotations()) {
                        HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                        if (http != null) {
                            routes.add(http.value() + " " + pathOf(resource.reflect(), method));
                        }
                    }
                }
            }
        }
        return routes;
    }

    private static String pathOf(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        String path = "/" + resource.getAnnotation(Path.class).value() + "/" + (own == null ? "" : own.value());
        return path.replaceAll("\\{\\s*(\\w+)[^}]*}", "{$1}")
                .replaceAll("/+", "/")
                .replaceAll("(.)/$", "$1");
    }

    private JsonNode document() throws IOException {
        return JSON.readTree(RestAssured.get(served).asString());
    }
}
