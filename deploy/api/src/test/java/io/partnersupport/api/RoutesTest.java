package io.partnersupport.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the gateway passes to a service is what that service's document describes. */
class RoutesTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final String TABLE = "gateway.upstreams.services.";
    private static final Map<String, String> SERVICES = Map.of(
            "entitlement", "entitlement-service",
            "activation", "activation-service",
            "linking", "contract-linking-service",
            "incident", "incident-service");

    @Test
    void everyDocumentedPathIsRoutedToItsService() throws IOException {
        Map<String, String> owners = owners();
        for (String service : SERVICES.keySet()) {
            for (String path : pathsOf(service)) {
                assertThat(ownerOf(path, owners)).as(path).isEqualTo(service);
            }
        }
    }

    @Test
    void everyRouteLeadsToSomethingDocumented() throws IOException {
        for (Map.Entry<String, String> route : owners().entrySet()) {
            assertThat(pathsOf(route.getValue())).as(route.getKey()).anyMatch(path -> isUnder(path, route.getKey()));
        }
    }

    @Test
    void theMergedDocumentHasAllOfThem() throws IOException {
        List<String> described = new ArrayList<>();
        Document.read(Document.BUILT)
                .root()
                .get("paths")
                .fieldNames()
                .forEachRemaining(path ->
                        SERVICES.values().forEach(service -> described.add(path.replace("{service}", service))));
        for (String service : SERVICES.keySet()) {
            assertThat(described).containsAll(pathsOf(service));
        }
    }

    private static Map<String, String> owners() throws IOException {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(ROOT.resolve("gateway/src/main/resources/application.properties"))) {
            properties.load(file);
        }
        Map<String, String> owners = new TreeMap<>();
        for (String service : SERVICES.keySet()) {
            for (String prefix :
                    properties.getProperty(TABLE + service + ".prefixes").split(",")) {
                owners.put(prefix.strip(), service);
            }
        }
        return owners;
    }

    private static String ownerOf(String path, Map<String, String> owners) {
        return owners.entrySet().stream()
                .filter(route -> isUnder(path, route.getKey()))
                .max(java.util.Comparator.comparingInt(route -> route.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse("nobody");
    }

    /** As the gateway compares: whole segments. */
    private static boolean isUnder(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    private static List<String> pathsOf(String service) {
        List<String> paths = new ArrayList<>();
        Document.read(ROOT.resolve(SERVICES.get(service)).resolve("target/openapi/openapi.yaml"))
                .root()
                .get("paths")
                .fieldNames()
                // what every service has under its own name
                .forEachRemaining(path -> paths.add(path.replace("{service}", SERVICES.get(service))));
        return paths;
    }
}
