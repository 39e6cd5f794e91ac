package io.partnersupport.gateway.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.partnersupport.gateway.MediaTypes;
import io.partnersupport.gateway.trace.Exchange;
import io.quarkus.runtime.Startup;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Serves the API document of the whole suite, which the build collects from the services. */
@ApplicationScoped
@Startup
class ApiDocument {
    private static final List<String> SERVICES =
            List.of("entitlement-service", "activation-service", "contract-linking-service", "incident-service");
    private static final String PATH = "/openapi";
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";

    private final ObjectMapper jsonMapper;
    private final YAMLMapper yamlMapper = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();
    private final String json;
    private final String yaml;

    ApiDocument(SignIn signIn, ObjectMapper jsonMapper) throws JsonProcessingException {
        this.jsonMapper = jsonMapper;
        DocumentMerge merge = new DocumentMerge(read("gateway.yaml", yamlMapper));
        SERVICES.forEach(service -> merge.add(service, read(service + "/openapi.json", jsonMapper)));
        ObjectNode document = merge.document();
        ((ObjectNode) document.at("/components/securitySchemes/oidc/flows/authorizationCode"))
                .put("authorizationUrl", signIn.authorizationUrl())
                .put("tokenUrl", signIn.tokenUrl());
        this.json = jsonMapper.writeValueAsString(document);
        this.yaml = yamlMapper.writeValueAsString(document);
    }

    void register(@Observes Router router) {
        router.route(PATH).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::serve);
    }

    private void serve(RoutingContext request) {
        Exchange.of(request).name(PATH);
        boolean asYaml = "yaml".equals(request.request().getParam("format"))
                || MediaTypes.preferred(request, JSON, YAML).equals(YAML);
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, asYaml ? YAML : JSON)
                .end(asYaml ? yaml : json);
    }

    private ObjectNode read(String name, ObjectMapper mapper) {
        try (InputStream document = ApiDocument.class.getResourceAsStream("/openapi/" + name)) {
            return (ObjectNode) mapper.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
