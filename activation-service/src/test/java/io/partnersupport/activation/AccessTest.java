package io.partnersupport.activation;

import static io.partnersupport.activation.Requests.activate;
import static io.partnersupport.activation.Requests.activated;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Chapter 6 and E-6: every operation, tried by every kind of person. */
@QuarkusTest
@WithBacking
@QuarkusTestResource(Mailbox.class)
class AccessTest {
    private static final Set<Role> ADMINS = EnumSet.of(Role.GLOBAL_ADMIN, Role.MPN_PARTNER_ADMIN);
    private static final String NOT_AUTHORIZED = "You are not authorized for this action";

    private final String partnerId = Elsewhere.newPartnerId();
    private final Person admin = Person.of(partnerId, Role.GLOBAL_ADMIN);

    @Inject
    Elsewhere elsewhere;

    @TestHTTPResource(value = "/openapi?format=json", management = true)
    URL openApi;

    /**
     * What each operation answers to the partner's admins, its other MPN-associated users, its accounts of CSP only,
     * other partners' admins and accounts of no partner, operators. Nobody without a token gets anything but 401.
     */
    enum Operation {
        listTechnicalBenefits("GET /v1/technical-benefits?partnerId={partner}", "200", "200", "200"),
        activateBenefit("POST /v1/technical-benefits/{benefit}/activation", "202", "role-required", "role-required"),
        listActivations("GET /v1/activations?partnerId={partner}", "200", "200", "200"),
        getActivation("GET /v1/activations/{activation}", "200", "200", "200"),
        listContracts("GET /v1/contracts?partnerId={partner}", "200", "200", "200"),
        getContract("GET /v1/contracts/{contract}", "200", "200", "200"),
        rotateContract("POST /v1/contracts/{contract}/rotation", "200", "admin-required", "admin-required"),
        listAuditEntries("GET /v1/audit-entries?partnerId={partner}", "200", "admin-required", "200"),
        exportAuditEntries("GET /v1/audit-entries?partnerId={partner}&csv", "200", "admin-required", "200"),
        approveActivation("POST /v1/activations/{reviewed}/approval", "operator-required", "operator-required", "200"),
        rejectActivation("POST /v1/activations/{reviewed}/rejection", "operator-required", "operator-required", "200"),
        withdrawContract("POST /v1/contracts/{contract}/withdrawal", "operator-required", "operator-required", "200");

        final String request;
        final String toAdmins;
        final String toUsers;
        final String toOperators;

        Operation(String request, String toAdmins, String toUsers, String toOperators) {
            this.request = request;
            this.toAdmins = toAdmins;
            this.toUsers = toUsers;
            this.toOperators = toOperators;
        }

        boolean isForOperatorsOnly() {
            return toAdmins.equals("operator-required");
        }

        String path() {
            return request.replaceAll("^.* |\\?.*$", "").replaceAll("\\{\\w+}", "{}");
        }
    }

    @BeforeEach
    void partnerIsKnown() {
        elsewhere.partner(partnerId, "PARTNER_CENTER");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Chapter 6, E-6: each role and association gets its answer")
    void everybodyGetsTheirAnswer(Operation operation) {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of());
        UUID reviewed = elsewhere.cloudSupport(partnerId, Map.of("processing", "REVIEW"));
        String activation = activated(admin, benefit);
        Map<String, String> names = Map.of(
                "{partner}", partnerId,
                "{benefit}", benefit.toString(),
                "{activation}", activation,
                "{contract}", admin.request().get("/v1/contracts").path("items[0].id"),
                "{reviewed}", activate(admin, reviewed).path("id"));
        SoftAssertions answers = new SoftAssertions();
        expected(operation)
                .forEach((person, expected) -> answers.assertThat(answer(operation, person, names))
                        .as("%s for %s", operation, person)
                        .isEqualTo(expected));
        answers.assertThat(answer(operation, null, names)).isEqualTo("401");
        answers.assertAll();
    }

    private Map<Person, String> expected(Operation operation) {
        Map<Person, String> expected = new LinkedHashMap<>();
        String hidden = operation.isForOperatorsOnly() ? operation.toUsers : "not-found";
        String cspOnly = operation.isForOperatorsOnly() ? operation.toUsers : "mpn-association-required";
        for (Role role : EnumSet.complementOf(EnumSet.of(Role.PROGRAM_OPERATOR))) {
            expected.put(Person.of(partnerId, role), ADMINS.contains(role) ? operation.toAdmins : operation.toUsers);
            expected.put(Person.ofCspOnly(partnerId, role), cspOnly);
            expected.put(Person.of("1", role), hidden);
        }
        expected.put(Person.of(partnerId), operation.toUsers);
        expected.put(Person.of(partnerId).with(Association.MPN, Association.CSP), operation.toUsers);
        expected.put(Person.ofCspOnly(partnerId), cspOnly);
        expected.put(Person.outsider(), hidden);
        expected.put(
                Person.of("1", Role.PROGRAM_OPERATOR), operation.toOperators); // last: theirs may end what is tried
        return expected;
    }

    private static String answer(Operation operation, Person person, Map<String, String> names) {
        String request = operation.request;
        for (var name : names.entrySet()) {
            request = request.replace(name.getKey(), name.getValue());
        }
        String[] methodAndPath = request.split(" ");
        RequestSpecification sent = (person == null ? RestAssured.given() : person.request())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .accept(request.endsWith("csv") ? "text/csv" : "application/json, application/problem+json");
        if (request.startsWith("POST")) {
            sent.contentType(ContentType.JSON);
            if (request.endsWith("rejection") || request.endsWith("withdrawal")) {
                sent.body(Map.of("reason", "a reason"));
            }
        }
        Response answer = sent.request(methodAndPath[0], methodAndPath[1].replace("&csv", ""));
        if (answer.statusCode() < 300 || answer.statusCode() == 401) {
            return Integer.toString(answer.statusCode());
        }
        String code = answer.jsonPath().getString("code");
        assertThat(answer.statusCode()).isEqualTo(code.equals("not-found") ? 404 : 403);
        if (answer.statusCode() == 403) {
            assertThat(answer.jsonPath().getString("title")).isEqualTo(NOT_AUTHORIZED);
        }
        return code;
    }

    @Test
    @DisplayName("An operation of these resources that is not in the table fails this test")
    void theTableIsComplete() {
        Map<String, Map<String, ?>> paths = RestAssured.get(openApi).jsonPath().getMap("paths");
        Set<String> documented = new TreeSet<>();
        paths.forEach((path, operations) -> operations.keySet().stream()
                .filter(List.of("get", "post", "put", "patch", "delete")::contains)
                .map(method -> method.toUpperCase(java.util.Locale.ROOT) + " " + path.replaceAll("\\{\\w+}", "{}"))
                .filter(operation ->
                        operation.matches("\\w+ /v1/(technical-benefits|activations|contracts|audit-entries).*"))
                .forEach(documented::add));
        assertThat(documented)
                .isEqualTo(Arrays.stream(Operation.values())
                        .map(operation -> operation.request.split(" ")[0] + " " + operation.path())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
