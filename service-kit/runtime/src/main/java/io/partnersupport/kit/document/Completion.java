package io.partnersupport.kit.document;

import static io.partnersupport.kit.document.Documentation.difference;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createComponents;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createExample;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityRequirement;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityScheme;
import static org.eclipse.microprofile.openapi.OASFactory.createServer;

import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.paging.Paging;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Completes one document, and collects what it finds missing or left over. */
final class Completion {
    private static final String IF_MATCH = "If-Match";
    private static final int LONGEST_KEY = 255;
    /** The response of operations whose refusals have a form of their own, which it describes. */
    private static final String OWN_FORM = "default";

    private final OpenAPI api;
    private final Components components;
    private final Documentation kit;
    private final Documentation service;
    private final Documentation both;
    private final ProblemExamples problems;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> usedParameters = new HashSet<>();

    Completion(OpenAPI api, Documentation kit, Documentation service) {
        this.api = api;
        this.kit = kit;
        this.service = service;
        this.both = service.orElse(kit);
        this.problems = new ProblemExamples(both);
        if (api.getComponents() == null) {
            api.setComponents(createComponents());
        }
        this.components = api.getComponents();
    }

    /** Returns what is missing or left over. */
    List<String> complete() {
        addSharedParts();
        Set<String> ids = new HashSet<>();
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    String id = operation.getOperationId();
                    if (!ids.add(id)) {
                        faults.add("operationId " + id + " is used twice");
                    }
                    if (!both.operations().containsKey(id)) {
                        faults.add("operation " + id + " (" + method + " " + path + ") has no entry");
                    }
                    complete(path, item, method, operation);
                }));
        difference(service.operations().keySet(), ids).forEach(id -> faults.add("entry " + id + " has no operation"));
        difference(service.parameters().keySet(), usedParameters)
                .forEach(name -> faults.add("parameter " + name + " is used by no operation"));
        kit.schemas().forEach((name, type) -> describe(name, type, true));
        service.schemas().forEach((name, type) -> describe(name, type, false));
        schemas().forEach(Completion::completePage);
        properties().forEach(Completion::referOnly);
        checkTags();
        return Stream.concat(faults.stream(), problems.faults().stream()).toList();
    }

    private void addSharedParts() {
        api.setServers(List.of(createServer().url("/")));
        api.setSecurity(List.of(createSecurityRequirement().addScheme("oidc")));
        components.setSecuritySchemes(Map.of(
                "oidc",
                createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("An access token of a signed-in person.")));
        header("Location", "Where the resource is, or where its progress can be followed.", "/v1/activations/1");
        header("ETag", "The version of the resource, for If-Match.", "\"7\"");
        header("Retry-After", "After how many seconds the request may be repeated.", 2);
        header("RateLimit", "What is left of the caller's share, and when it is full again.", "\"caller\";r=99;t=1");
        header("WWW-Authenticate", "How to sign in.", "Bearer");
        new TreeMap<>(Refusals.SHARED)
                .forEach((code, status) -> components.addExample(
                        code,
                        createExample().summary(problems.text(code, "title")).value(problems.of(status, code))));
    }

    private void header(String name, String description, Object example) {
        components.addHeader(
                name,
                createHeader()
                        .description(description)
                        .schema(
                                example instanceof Integer
                                        ? createSchema()
                                                .addType(SchemaType.INTEGER)
                                                .format("int32")
                                        : createSchema().addType(SchemaType.STRING))
                        .example(example));
    }

    private void complete(String path, PathItem item, PathItem.HttpMethod method, Operation operation) {
        Documentation.Operation entry = both.operations()
                .getOrDefault(
                        operation.getOperationId(), new Documentation.Operation(null, null, null, null, null, null));
        if (entry.description() != null) {
            operation.setDescription(entry.description().strip());
        }
        if (operation.getSummary() == null) {
            faults.add("operation " + operation.getOperationId() + " has no summary");
        }
        operation.setSecurity(null); // what the whole document says
        Map<String, Parameter> parameters = parametersOf(item, operation);
        parameters.values().forEach(parameter -> complete(parameter, entry, method, operation));
        if (operation.getRequestBody() != null) {
            mediaTypes(operation.getRequestBody().getContent())
                    .forEach((type, media) -> addExamples(
                            media, entry.requestsOf(type), operation.getOperationId() + ": request (" + type + ")"));
        }
        boolean versioned = item.getOperations().values().stream()
                .anyMatch(any -> parametersOf(item, any).containsKey(IF_MATCH));
        operation
                .getResponses()
                .getAPIResponses()
                .forEach((status, response) -> completeAnswer(operation, entry, status, response, versioned));
        difference(
                        entry.responses().keySet(),
                        operation.getResponses().getAPIResponses().keySet())
                .forEach(status -> faults.add(operation.getOperationId() + " has no response " + status));
        addRefusals(path, operation, entry, parameters);
    }

    private static Map<String, Parameter> parametersOf(PathItem item, Operation operation) {
        return Stream.of(item.getParameters(), operation.getParameters())
                .filter(list -> list != null)
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        Parameter::getName, parameter -> parameter, (first, second) -> second, LinkedHashMap::new));
    }

    private void complete(
            Parameter parameter, Documentation.Operation entry, PathItem.HttpMethod method, Operation operation) {
        String name = parameter.getName();
        usedParameters.add(name);
        List<Object> told = Stream.of(entry.parameters(), service.parameters(), kit.parameters())
                .map(parameters -> parameters.get(name))
                .filter(Objects::nonNull)
                .toList();
        told.stream()
                .map(each -> each instanceof Map<?, ?> parts ? parts.get("example") : each)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(parameter::setExample);
        if (parameter.getDescription() == null) {
            told.stream()
                    .map(each -> each instanceof Map<?, ?> parts ? parts.get("description") : null)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(description ->
                            parameter.setDescription(description.toString().strip()));
        }
        if (parameter.getExample() == null) {
            faults.add("parameter " + name + " (" + operation.getOperationId() + ") has no example");
        }
        switch (name) {
            case "limit" ->
                parameter
                        .getSchema()
                        .minimum(BigDecimal.ONE)
                        .maximum(BigDecimal.valueOf(Paging.MAX_LIMIT))
                        .defaultValue(Paging.DEFAULT_LIMIT);
            case Idempotency.HEADER -> {
                parameter.setRequired(true);
                parameter.getSchema().minLength(1).maxLength(LONGEST_KEY);
            }
            // where PUT creates as well there is no version yet
            case IF_MATCH -> parameter.setRequired(method != PathItem.HttpMethod.PUT);
            default -> {}
        }
    }

    private void completeAnswer(
            Operation operation,
            Documentation.Operation entry,
            String status,
            APIResponse response,
            boolean versioned) {
        if (status.startsWith("4")) {
            refer(response, "RateLimit");
        }
        if (!status.startsWith("2") && !status.equals(OWN_FORM)) {
            return;
        }
        mediaTypes(response.getContent())
                .forEach((type, media) -> addExamples(
                        media,
                        entry.responsesOf(status, type),
                        operation.getOperationId() + ": response " + status + " (" + type + ")"));
        refer(response, "RateLimit");
        if (status.equals(OWN_FORM)) {
            return;
        }
        if (status.equals("201") || status.equals("202")) {
            refer(response, "Location");
        }
        if (versioned && !status.equals("204")) {
            refer(response, "ETag");
        }
    }

    private void addExamples(MediaType media, Map<String, Object> examples, String where) {
        examples.forEach((name, value) -> media.addExample(name, createExample().value(value)));
        if (media.getExamples() == null || media.getExamples().isEmpty()) {
            faults.add(where + " has no example");
        }
    }

    private void addRefusals(
            String path, Operation operation, Documentation.Operation entry, Map<String, Parameter> parameters) {
        if (operation.getResponses().getAPIResponse(OWN_FORM) != null) {
            return;
        }
        Refusals refusals = new Refusals(path, operation, parameters);
        entry.problems()
                .forEach((status, codes) -> codes.forEach(code -> refusals.add(Integer.parseInt(status), code)));
        refusals.byStatus().forEach((status, codes) -> {
            APIResponse told = operation.getResponses().getAPIResponse(status.toString());
            String code = codes.iterator().next();
            boolean isShared = told == null
                    && codes.size() == 1
                    && status.equals(Refusals.SHARED.get(code))
                    && !service.problemMembers().containsKey(code);
            operation
                    .getResponses()
                    .addAPIResponse(
                            status.toString(),
                            isShared
                                    ? shared(status, code)
                                    : refusal(status, codes, told == null ? createAPIResponse() : told));
        });
        operation
                .getResponses()
                .setAPIResponses(new TreeMap<>(operation.getResponses().getAPIResponses()));
    }

    private APIResponse shared(int status, String code) {
        String name = Stream.of(code.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        if (components.getResponses() == null || !components.getResponses().containsKey(name)) {
            components.addResponse(name, refusal(status, Set.of(code), createAPIResponse()));
        }
        return createAPIResponse().ref("#/components/responses/" + name);
    }

    private APIResponse refusal(int status, Set<String> codes, APIResponse response) {
        if (response.getDescription() == null) {
            response.setDescription(
                    codes.stream().map(code -> problems.text(code, "title")).collect(Collectors.joining("; ")));
        }
        Content content = response.getContent() == null ? createContent() : response.getContent();
        MediaType media = content.getMediaType(Problem.MEDIA_TYPE);
        if (media == null) {
            media = createMediaType().schema(createSchema().ref("#/components/schemas/Problem"));
            content.addMediaType(Problem.MEDIA_TYPE, media);
        }
        Map<String, Example> examples = new LinkedHashMap<>();
        for (String code : codes) {
            examples.put(
                    code,
                    Integer.valueOf(status).equals(Refusals.SHARED.get(code))
                            ? createExample().ref("#/components/examples/" + code)
                            : createExample()
                                    .summary(problems.text(code, "title"))
                                    .value(problems.of(status, code)));
        }
        if (media.getExamples() != null) {
            examples.putAll(media.getExamples());
        }
        media.setExamples(examples);
        response.setContent(content);
        if (status < 500) {
            refer(response, "RateLimit");
        }
        switch (status) {
            case 401 -> refer(response, "WWW-Authenticate");
            case 429, 503 -> refer(response, "Retry-After");
            default -> {}
        }
        return response;
    }

    private static void refer(APIResponse response, String header) {
        Header reference = createHeader().ref("#/components/headers/" + header);
        if (response.getHeaders() == null || !response.getHeaders().containsKey(header)) {
            response.addHeader(header, reference);
        }
    }

    private void describe(String name, Documentation.Type type, boolean mayBeAbsent) {
        Schema schema =
                components.getSchemas() == null ? null : components.getSchemas().get(name);
        if (schema == null) {
            if (!mayBeAbsent) {
                faults.add("there is no schema " + name);
            }
            return;
        }
        if (schema.getDescription() == null) {
            schema.setDescription(type.description());
        }
        Map<String, Schema> properties = schema.getProperties() == null ? Map.of() : schema.getProperties();
        Stream.of(type.properties().keySet(), type.required(), type.nullable())
                .flatMap(names -> names.stream())
                .filter(property -> !properties.containsKey(property))
                .forEach(property -> faults.add("schema " + name + " has no property " + property));
        type.properties().forEach((property, description) -> {
            Schema described = properties.get(property);
            if (described != null && described.getDescription() == null) {
                described.setDescription(description);
            }
        });
        type.required().stream()
                .filter(property ->
                        schema.getRequired() == null || !schema.getRequired().contains(property))
                .forEach(schema::addRequired);
        type.nullable().stream()
                .filter(properties::containsKey)
                .forEach(property -> schema.addProperty(property, orNull(properties.get(property))));
    }

    private static Schema orNull(Schema schema) {
        if (schema.getRef() == null) {
            return schema.getType() == null || schema.getType().contains(SchemaType.NULL)
                    ? schema
                    : schema.addType(SchemaType.NULL);
        }
        return createSchema()
                .description(schema.getDescription())
                .addAnyOf(createSchema().ref(schema.getRef()))
                .addAnyOf(createSchema().addType(SchemaType.NULL));
    }

    private Stream<Schema> schemas() {
        return components.getSchemas() == null ? Stream.empty() : components.getSchemas().values().stream();
    }

    private Stream<Schema> properties() {
        return schemas()
                .filter(schema -> schema.getProperties() != null)
                .flatMap(schema -> schema.getProperties().values().stream());
    }

    /** What is the same for the pages of all lists. */
    private static void completePage(Schema schema) {
        if (schema.getProperties() == null || !schema.getProperties().containsKey("nextCursor")) {
            return;
        }
        Schema items = schema.getProperties().get("items");
        Schema nextCursor = schema.getProperties().get("nextCursor");
        describe(schema, "A part of a list");
        describe(items, "What the page holds, in the list's order");
        describe(nextCursor, "Where the next page begins; null on the last one");
        items.maxItems(Paging.MAX_LIMIT);
        schema.addProperty("nextCursor", orNull(nextCursor));
        Stream.of("items", "nextCursor")
                .filter(name ->
                        schema.getRequired() == null || !schema.getRequired().contains(name))
                .forEach(schema::addRequired);
    }

    private static void describe(Schema schema, String description) {
        if (schema.getDescription() == null) {
            schema.setDescription(description);
        }
    }

    /** The scanner repeats a type beside a reference to it. */
    private static void referOnly(Schema schema) {
        if (schema.getRef() != null) {
            schema.setType(null);
        }
    }

    private void checkTags() {
        List<String> described = api.getTags() == null
                ? List.of()
                : api.getTags().stream()
                        .filter(tag -> tag.getDescription() != null)
                        .map(tag -> tag.getName())
                        .toList();
        api.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .forEach(operation -> {
                    List<String> tags = operation.getTags() == null ? List.of() : operation.getTags();
                    if (tags.isEmpty()) {
                        faults.add("operation " + operation.getOperationId() + " has no tag");
                    }
                    difference(tags, described)
                            .forEach(tag -> faults.add(
                                    "tag " + tag + " (" + operation.getOperationId() + ") has no description"));
                });
    }

    private static Map<String, MediaType> mediaTypes(Content content) {
        return content == null || content.getMediaTypes() == null ? Map.of() : content.getMediaTypes();
    }
}
