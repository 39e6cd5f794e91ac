package io.partnersupport.e2e.security;

import static io.partnersupport.e2e.security.Account.OPERATOR;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A partner with one of everything, made through the API, and the requests that name it.
 *
 * @param ids by the collection that they are in, as paths name it
 * @param fields what requests name in their bodies and queries, by the name of the field
 */
record Company(String partnerId, String name, Account admin, Map<String, String> ids, Map<String, String> fields) {
    static final String NO_VERSION = "\"99999999\"";

    /** What the example of an upload brings. */
    private static final Map<String, Integer> ELEVEN_BYTES =
            Map.of("chunkSize", 11, "fileSize", 11, "numberOfChunks", 1);

    private static final List<String> BOTH = List.of("MPN", "CSP");
    /** Collections whose members belong to nobody, so that the document's examples do. */
    private static final Set<String> NOBODYS = Set.of(
            "problems",
            "editions",
            "revisions",
            "products",
            "key-pools",
            "services",
            "problemClassifications",
            "chatTranscripts");

    static Company founded(String partnerId) {
        String subject = UUID.randomUUID().toString();
        Account admin = Account.of(subject, partnerId, BOTH, Tokens.rolesOfPartners());
        Company company = new Company(partnerId, "Company " + partnerId, admin, new HashMap<>(), new HashMap<>());
        company.register();
        company.buy();
        company.useBenefits();
        company.getSupport();
        return company;
    }

    /** An account of this partner. */
    Account account(List<String> associations, List<String> roles) {
        return Account.of(UUID.randomUUID().toString(), partnerId, associations, roles);
    }

    /**
     * A request that is valid by the document, from its examples, about what belongs to this partner. It names a version
     * that nothing has, so that nothing is changed where a version is asked for.
     */
    Request requestOf(Operation operation) {
        Request request = new Request(operation.method(), pathOf(operation), List.of(), new byte[0]);
        for (Operation.Parameter parameter : operation.in("query").toList()) {
            if (parameter.required() || fields.containsKey(parameter.name())) {
                request = request.withQuery(
                        parameter.name(), escaped(fields.getOrDefault(parameter.name(), parameter.example())));
            }
        }
        if (operation.hasHeader("Idempotency-Key")) {
            request = request.with("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (operation.hasHeader("If-Match")) {
            request = request.with("If-Match", NO_VERSION);
        }
        if (operation.mediaType() == null) {
            return request;
        }
        JsonNode body = bodyOf(operation);
        return request.with("Content-Type", operation.mediaType())
                .withBody(body.isTextual() ? body.asText() : body.toString());
    }

    /** The same, but naming the version that there is. */
    Request currentRequestOf(Operation operation) {
        Request request = requestOf(operation);
        if (!operation.hasHeader("If-Match")) {
            return request;
        }
        String path = request.target().split("\\?")[0];
        return Stream.of(path, path.substring(0, path.lastIndexOf('/')))
                .flatMap(one -> Stream.of(admin, OPERATOR).map(account -> account.send(Request.get(one))))
                .map(answer -> answer.header("ETag"))
                .filter(Objects::nonNull)
                .findFirst()
                .map(version -> request.with("If-Match", version))
                .orElse(request);
    }

    JsonNode bodyOf(Operation operation) {
        JsonNode example = operation.bodies().get(operation.mediaType()).example();
        if (example == null) {
            throw new AssertionError(operation + " has no example of its body, which cases could be made from");
        }
        JsonNode body = example.deepCopy();
        if (body instanceof ObjectNode object) {
            name(object);
        }
        return body;
    }

    private void name(ObjectNode body) {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        for (String field : names) {
            if (fields.containsKey(field)) {
                body.put(field, fields.get(field));
            } else if (body.get(field) instanceof ObjectNode part) {
                name(part);
            }
        }
    }

    String pathOf(Operation operation) {
        String[] segments = operation.path().split("/");
        for (int i = 1; i < segments.length; i++) {
            if (segments[i].startsWith("{")) {
                String parameter = segments[i].substring(1, segments[i].length() - 1);
                String collection = parameter.equals("subscriptionId") ? parameter : segments[i - 1];
                String example = operation
                        .in("path")
                        .filter(one -> one.name().equals(parameter))
                        .findFirst()
                        .orElseThrow()
                        .example();
                String scope = operation.path().contains("{subscriptionId}") ? "subscription" : segments[i - 2];
                String id = NOBODYS.contains(collection)
                        ? example
                        : ids.getOrDefault(scope + "/" + collection, ids.get(collection));
                if (id == null) {
                    throw new AssertionError(operation + ": nothing is known to be in " + collection
                            + ". Let Company make one, or say that it belongs to nobody.");
                }
                segments[i] = escaped(id);
            }
        }
        return String.join("/", segments);
    }

    /** What an answer tells of this partner beyond what was asked with, or an empty text (I11). */
    String toldIn(Answer answer, Request request) {
        String said = request.target() + new String(request.body(), StandardCharsets.UTF_8);
        return Stream.concat(ids.values().stream(), fields.values().stream())
                .filter(marker -> !marker.startsWith("http"))
                .filter(marker -> marker.contains(partnerId) || marker.length() >= 10)
                .filter(marker -> !said.contains(marker) && answer.body().contains(marker))
                .map(marker -> "tells " + marker)
                .findFirst()
                .orElse("");
    }

    private void register() {
        Map<String, Object> partner = new HashMap<>(Map.of(
                "partnerId",
                partnerId,
                "name",
                name,
                "country",
                "PL",
                "managedIn",
                "PARTNER_CENTER",
                "partnerKind",
                "DIRECT",
                "tenantId",
                UUID.randomUUID().toString(),
                "domain",
                "company" + partnerId + ".example"));
        OPERATOR.does("POST", "/v1/partners", partner, 201);
        String path = "/v1/partners/" + partnerId;
        ids.put("partners", partnerId);
        fields.put("partnerId", partnerId);
        ids.put("users", admin.subject());
        fields.put("userId", admin.subject());
        fields.put("resolution", "RESOLVED"); // by both sides
        fields.put("url", Receiver.address("/alerts"));
        fields.put("code", "No Code"); // an edition that was taken would change everybody's benefits
        OPERATOR.does(
                "POST",
                path + "/users",
                Map.of(
                        "userId",
                        admin.subject(),
                        "name",
                        "Admin " + partnerId,
                        "email",
                        "admin@company" + partnerId + ".example",
                        "directory",
                        "AAD",
                        "roles",
                        List.of("global-admin")),
                201);
        String subscription = UUID.randomUUID().toString();
        String tenant = UUID.randomUUID().toString();
        ids.put("subscriptionId", subscription);
        fields.put("tenantId", tenant);
        put(
                "customers",
                "customerId",
                OPERATOR.does(
                        "POST",
                        path + "/customers",
                        Map.of(
                                "name",
                                "Customer of " + partnerId,
                                "domain",
                                "customer" + partnerId + ".example",
                                "tenantId",
                                tenant,
                                "delegatedAdministration",
                                true,
                                "azureSubscriptions",
                                List.of(subscription)),
                        201),
                "customerId");
    }

    private void buy() {
        String path = "/v1/partners/" + partnerId;
        put(
                "memberships",
                "membershipId",
                OPERATOR.does(
                        "POST",
                        path + "/memberships",
                        Map.of("offer", "gold-competency", "competencyArea", "cloud-platform"),
                        201),
                "membershipId");
        put(
                "plans",
                null,
                OPERATOR.does(
                        "POST",
                        path + "/plans",
                        Map.of("plan", "ASFP", "startsOn", "2026-01-01", "endsOn", "2026-12-31"),
                        201),
                "planId");
        String second = OPERATOR.does("POST", path + "/memberships", Map.of("offer", "action-pack"), 201)
                .get("membershipId")
                .asText();
        put("cancellations", null, admin.does("POST", "/v1/cancellations", Map.of("membershipId", second), 201), "id");
    }

    private void useBenefits() {
        JsonNode benefits = admin.await(
                "/v1/technical-benefits", found -> found.get("items").size() >= 2);
        for (JsonNode benefit : benefits.get("items")) {
            if (benefit.get("canActivate").asBoolean()) {
                ids.put("technical-benefits", benefit.get("benefitId").asText());
                admin.does(
                        "POST",
                        "/v1/technical-benefits/" + benefit.get("benefitId").asText() + "/activation",
                        null,
                        202);
            }
        }
        put("activations", null, first(admin, "/v1/activations"), "id");
        JsonNode contract = first(admin, "/v1/contracts");
        put("contracts", "contract", contract, "id");
        fields.put("accessId", contract.get("accessId").asText());
        fields.put("contractId", contract.get("contractId").asText());
        put("cloud-benefits", null, first(admin, "/v1/cloud-benefits"), "benefitId");
        put("software-benefits", null, first(admin, "/v1/software-benefits"), "benefitId");
        admin.does("PUT", "/v1/marketing-contact", bodyOf(ApiDocument.operation("putMarketingContact")), 200);
        put("go-to-market-offers", null, first(admin, "/v1/go-to-market-offers"), "offerId");
        put("subscriptions", null, first(admin, "/v1/subscriptions"), "id");
        String seat = "/v1/subscriptions/" + ids.get("subscriptions");
        Request assignment = requestOf(ApiDocument.operation("assignSubscription"));
        Answer assigned = admin.send(
                assignment.with("If-Match", admin.send(Request.get(seat)).header("ETag")));
        if (assigned.status() != 200) {
            throw new AssertionError(assignment + " → " + assigned);
        }
    }

    private void getSupport() {
        put("contract-links", null, link(admin).get("link"), "id");
        ids.put("linking-attempts", admin.subject());
        JsonNode plans = admin.await(
                "/v1/support-plans?productId=sql-server&version=2025",
                found -> !found.get("available").isEmpty());
        put("balances", null, plans.get("available").get(0), "benefitId");
        JsonNode incident = admin.does("POST", "/v1/incidents", bodyOf(ApiDocument.operation("openIncident")), 201);
        put("incidents", null, incident, "id");
        String path = "/v1/incidents/" + ids.get("incidents");
        put("attachments", null, admin.does("POST", path + "/attachments?name=error.log", "a,b\n", 201), "id");
        JsonNode advice = ((ObjectNode) bodyOf(ApiDocument.operation("openAdvisoryRequest")))
                .put("title", "Advice for " + partnerId);
        put("advisory-requests", null, admin.does("POST", "/v1/advisory-requests", advice, 201), "id");
        put(
                "webhooks",
                null,
                admin.does("POST", "/v1/webhooks", Map.of("url", Receiver.address("/alerts")), 201),
                "id");
        admin.does("POST", "/v1/webhooks/" + ids.get("webhooks") + "/test", null, 202);
        put("deliveries", null, first(admin, "/v1/webhooks/" + ids.get("webhooks") + "/deliveries"), "id");
        useAzureSurface();
        haveStaffAtWork();
    }

    private void haveStaffAtWork() {
        put(
                "imports",
                null,
                OPERATOR.does(
                        "POST",
                        "/v1/imports?kind=PARTNERS",
                        "partnerId,name,country,managedIn,partnerKind,tenantId,domain\nno partner,,,,,,\n",
                        202),
                "id");
        ids.put("operations", "incident-service");
        put(
                "replays",
                null,
                OPERATOR.does(
                        "POST",
                        "/v1/operations/incident-service/replays",
                        Map.of("topic", "entitlement.benefits", "source", "DEAD_LETTERS"),
                        202),
                "id");
        put(
                "republications",
                null,
                OPERATOR.does(
                        "POST",
                        "/v1/operations/incident-service/republications",
                        Map.of("topic", "incident.balances"),
                        202),
                "id");
    }

    private void useAzureSurface() {
        useAzureSurface("", "");
        useAzureSurface("/subscriptions/" + ids.get("subscriptionId"), "subscription/");
    }

    private void useAzureSurface(String scope, String prefix) {
        String azure = scope + "/providers/Microsoft.Support/";
        String version = "?api-version=2024-04-01";
        String suffix = partnerId + (prefix.isEmpty() ? "" : "-of-customer");
        ids.put(prefix + "fileWorkspaces", "workspace-" + suffix);
        ids.put("files", "error.log");
        ids.put(prefix + "communications", "first-" + suffix);
        ids.put(prefix + "supportTickets", "ticket-" + suffix);
        String workspace = azure + "fileWorkspaces/workspace-" + suffix;
        admin.does("PUT", workspace + version, null, 201);
        admin.does("PUT", workspace + "/files/error.log" + version, Map.of("properties", ELEVEN_BYTES), 201);
        String ticket = azure + "supportTickets/ticket-" + suffix;
        Answer created = admin.asks("PUT", ticket + version, bodyOf(ApiDocument.operation("createSupportTicket")), 202);
        String operation = created.header("Location").replaceAll(".*/|\\?.*", "");
        ids.put(prefix + "operationResults", operation);
        ids.put(prefix + "operationsStatus", operation);
        admin.does(
                "PUT",
                ticket + "/communications/first-" + suffix + version,
                bodyOf(ApiDocument.operation("createSupportTicketCommunication")),
                202);
    }

    /** Another link with this partner's contract. */
    JsonNode link(Account account) {
        return account.does(
                "POST",
                "/v1/contract-links",
                Map.of(
                        "accessId",
                        fields.get("accessId"),
                        "contractId",
                        fields.get("contractId"),
                        "portal",
                        "ON_PREMISES"),
                201);
    }

    private void put(String collection, String field, JsonNode made, String id) {
        String value = made.get(id).asText();
        ids.put(collection, value);
        if (field != null) {
            fields.put(field, value);
        }
    }

    private static JsonNode first(Account account, String list) {
        return account.await(list, found -> !found.get("items").isEmpty())
                .get("items")
                .get(0);
    }

    private static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
