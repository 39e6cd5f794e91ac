package io.partnersupport.kit.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.restassured.RestAssuredRequest;
import com.atlassian.oai.validator.restassured.RestAssuredResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds every call of a test against the document that the service serves: answers always, requests where they were
 * taken, since tests send what is refused on purpose. The validator knows paths, parameters, headers and media types, but
 * not the types of OpenAPI 3.1, so that bodies are held against their schemas as well.
 */
public final class DocumentChecks implements QuarkusTestBeforeEachCallback, Filter {
    private static final String DOCUMENT = "META-INF/quarkus-generated-openapi-doc.JSON";
    private static final String DESCRIPTION = "openapi/operations.yaml";
    private static final String API = "/v1/";
    /** What is not there has no description. */
    private static final List<String> NOT_THERE =
            List.of("validation.request.path.missing", "validation.request.operation.notAllowed");

    private static final String NO_HEADER = "validation.request.parameter.header.missing";
    /** Taken instead of Idempotency-Key, which OpenAPI cannot say. */
    private static final String OTHER_KEY = "MS-RequestId";

    private final OpenApiInteractionValidator validator;
    private final DocumentSchemas schemas;

    /** For JUnit's service loader. */
    public DocumentChecks() {
        this(null, null);
    }

    private DocumentChecks(OpenApiInteractionValidator validator, DocumentSchemas schemas) {
        this.validator = validator;
        this.schemas = schemas;
    }

    @Override
    public void beforeEach(QuarkusTestMethodContext test) {
        if (isDescribed() && RestAssured.filters().stream().noneMatch(DocumentChecks.class::isInstance)) {
            RestAssured.filters(of(document()));
        }
    }

    private static DocumentChecks of(String document) {
        try {
            return new DocumentChecks(
                    OpenApiInteractionValidator.createForInlineApiSpecification(document)
                            // the service has checked the token, which REST Assured adds behind this filter
                            .withLevelResolver(LevelResolver.create()
                                    .withLevel("validation.request.security.missing", ValidationReport.Level.IGNORE)
                                    .build())
                            .build(),
                    new DocumentSchemas(new ObjectMapper().readTree(document)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext next) {
        Response response = next.next(request, expected);
        Request sent = RestAssuredRequest.of(request);
        if (sent.getPath().startsWith(API)) {
            String body = request.getBody() instanceof String text ? text : "";
            List<String> findings = Stream.concat(reported(sent, response), faults(sent, body, response))
                    .toList();
            if (!findings.isEmpty()) {
                throw new AssertionError("%s %s (%d) is not what the API document says:\n  %s\nin %s"
                        .formatted(
                                sent.getMethod(),
                                sent.getPath(),
                                response.statusCode(),
                                String.join("\n  ", findings),
                                response.asString()));
            }
        }
        return response;
    }

    private Stream<String> reported(Request sent, Response response) {
        boolean wasTaken = wasTaken(response);
        ValidationReport report = wasTaken
                ? validator.validate(sent, RestAssuredResponse.of(response))
                : validator.validateResponse(sent.getPath(), sent.getMethod(), RestAssuredResponse.of(response));
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .filter(message -> wasTaken || !NOT_THERE.contains(message.getKey()))
                .filter(message -> !(message.getKey().equals(NO_HEADER)
                        && sent.getHeaders().containsKey(OTHER_KEY)))
                .map(message -> message.getKey() + ": " + message.getMessage());
    }

    private Stream<String> faults(Request sent, String body, Response response) {
        JsonNode operation = schemas.operation(sent.getMethod().name(), sent.getPath());
        JsonNode answer = schemas.follow(operation.path("responses").path(Integer.toString(response.statusCode())));
        return Stream.concat(
                wasTaken(response)
                        ? faults(
                                operation.path("requestBody"),
                                sent.getContentType().orElse(""),
                                body)
                        : Stream.empty(),
                faults(answer, response.contentType(), response.asString()));
    }

    private Stream<String> faults(JsonNode described, String contentType, String body) {
        String mediaType = contentType == null ? "" : contentType.split(";")[0].strip();
        return mediaType.endsWith("json") && !body.isEmpty()
                ? schemas.faults(described.path("content").path(mediaType).path("schema"), body).stream()
                : Stream.empty();
    }

    private static boolean wasTaken(Response response) {
        return response.statusCode() / 100 == 2;
    }

    /** The kit's own test service is no API for anybody. */
    private static boolean isDescribed() {
        return Thread.currentThread().getContextClassLoader().getResource(DESCRIPTION) != null;
    }

    private static String document() {
        try (InputStream document =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(DOCUMENT)) {
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
