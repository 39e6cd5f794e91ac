package io.partnersupport.gateway.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.gateway.MediaTypes;
import io.partnersupport.gateway.trace.Exchange;
import io.quarkus.runtime.Startup;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Serves the API document of the whole suite, which the build collects from the services, and that of its events. */
@ApplicationScoped
@Startup
class ApiDocument {
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";

    private final Served api;
    private final Served events;

    /** One document in both its forms. */
    private record Served(String path, String json, String yaml) {
        static Served of(String path, ObjectNode document, ObjectMapper jsonMapper) throws JsonProcessingException {
            return new Served(
                    path, jsonMapper.writeValueAsString(document), MergedDocument.YAML.writeValueAsString(document));
        }

        void register(Router router) {
            router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::serve);
        }

        private void serve(RoutingContext request) {
            Exchange.of(request).name(path);
            boolean asYaml = "yaml".equals(request.request().getParam("format"))
                    || MediaTypes.preferred(request, JSON, YAML).equals(YAML);
            request.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, asYaml ? YAML : JSON)
                    .end(asYaml ? yaml : json);
        }
    }

    ApiDocument(SignIn signIn, ObjectMapper jsonMapper) throws JsonProcessingException {
        ObjectNode document = MergedDocument.read();
        ((ObjectNode) document.at("/components/securitySchemes/oidc/flows/authorizationCode"))
                .put("authorizationUrl", signIn.authorizationUrl())
                .put("tokenUrl", signIn.tokenUrl())
                .put("refreshUrl", signIn.tokenUrl());
        this.api = Served.of("/openapi", document, jsonMapper);
        this.events = Served.of("/asyncapi", EventDocument.read(MergedDocument.YAML), jsonMapper);
    }

    void register(@Observes Router router) {
        api.register(router);
        events.register(router);
    }
}
