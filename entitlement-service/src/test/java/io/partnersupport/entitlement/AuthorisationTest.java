package io.partnersupport.entitlement;

import static io.partnersupport.entitlement.GivenPartner.OPERATOR;
import static io.partnersupport.entitlement.GivenPartner.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation on a partner and its things × every role, and none × association × own and other partner. */
@QuarkusTest
@WithBacking
class AuthorisationTest {
    /** Who may besides operators: an association and, of the partner's own people, one of the roles. */
    private enum Needs {
        ANYBODY,
        MPN,
        MPN_AND_USER_ROLE,
        ASSOCIATION,
        CSP,
        CSP_AND_CUSTOMER_ROLE,
        OPERATOR;

        boolean areMetBy(Role role, Set<Association> associations) {
            boolean mpn = associations.contains(Association.MPN);
            boolean csp = associations.contains(Association.CSP);
            return switch (this) {
                case ANYBODY -> true;
                case MPN -> mpn;
                case MPN_AND_USER_ROLE -> mpn && (role == Role.USER_ADMIN || role == Role.GLOBAL_ADMIN);
                case ASSOCIATION -> mpn || csp;
                case CSP -> csp;
                case CSP_AND_CUSTOMER_ROLE -> csp && (role == Role.ADMIN_AGENT || role == Role.GLOBAL_ADMIN);
                case OPERATOR -> false;
            };
        }
    }

    /** An operation as it is sent without its key or version, so that who may is told so and changes nothing. */
    private enum Operation {
        LIST_PARTNERS("GET", "/v1/partners", Needs.OPERATOR),
        REGISTER_PARTNER("POST", "/v1/partners", Needs.OPERATOR),
        GET_PARTNER("GET", "/v1/partners/{partnerId}", Needs.ANYBODY),
        CHANGE_PARTNER("PATCH", "/v1/partners/{partnerId}", Needs.OPERATOR),
        LIST_USERS("GET", "/v1/partners/{partnerId}/users", Needs.MPN),
        ADD_USER("POST", "/v1/partners/{partnerId}/users", Needs.MPN_AND_USER_ROLE),
        GET_USER("GET", "/v1/partners/{partnerId}/users/{userId}", Needs.MPN),
        CHANGE_USER("PATCH", "/v1/partners/{partnerId}/users/{userId}", Needs.MPN_AND_USER_ROLE),
        REMOVE_USER("DELETE", "/v1/partners/{partnerId}/users/{userId}", Needs.MPN_AND_USER_ROLE),
        LIST_MEMBERSHIPS("GET", "/v1/partners/{partnerId}/memberships", Needs.MPN),
        PURCHASE_MEMBERSHIP("POST", "/v1/partners/{partnerId}/memberships", Needs.MPN),
        GET_MEMBERSHIP("GET", "/v1/partners/{partnerId}/memberships/{membershipId}", Needs.MPN),
        LIST_BENEFITS("GET", "/v1/partners/{partnerId}/benefits", Needs.MPN),
        LIST_PLANS("GET", "/v1/partners/{partnerId}/plans", Needs.ASSOCIATION),
        RECORD_PLAN("POST", "/v1/partners/{partnerId}/plans", Needs.OPERATOR),
        GET_PLAN("GET", "/v1/partners/{partnerId}/plans/{planId}", Needs.ASSOCIATION),
        WITHDRAW_PLAN("DELETE", "/v1/partners/{partnerId}/plans/{planId}", Needs.OPERATOR),
        LIST_CUSTOMERS("GET", "/v1/partners/{partnerId}/customers", Needs.CSP),
        ADD_CUSTOMER("POST", "/v1/partners/{partnerId}/customers", Needs.CSP_AND_CUSTOMER_ROLE),
        GET_CUSTOMER("GET", "/v1/partners/{partnerId}/customers/{customerId}", Needs.CSP),
        CHANGE_CUSTOMER("PATCH", "/v1/partners/{partnerId}/customers/{customerId}", Needs.CSP_AND_CUSTOMER_ROLE),
        REMOVE_CUSTOMER("DELETE", "/v1/partners/{partnerId}/customers/{customerId}", Needs.CSP_AND_CUSTOMER_ROLE),
        SET_AZURE_ACCESS("PUT", "/v1/partners/{partnerId}/customers/{customerId}/azure-access", Needs.OPERATOR);

        private final String method;
        private final String path;
        private final Needs needs;

        Operation(String method, String path, Needs needs) {
            this.method = method;
            this.path = path;
            this.needs = needs;
        }

        boolean isOfOnePartner() {
            return path.contains("{partnerId}");
        }

        String body() {
            return switch (this) {
                case REGISTER_PARTNER -> """
                        {"partnerId": "1", "name": "A", "country": "PL", "managedIn": "PMC", "partnerKind": "NONE",
                         "tenantId": "%s", "domain": "a.example"}""".formatted(UUID.randomUUID());
                case ADD_USER -> """
                        {"userId": "a", "name": "A", "email": "a@a.example", "directory": "AAD", "roles": []}""";
                case PURCHASE_MEMBERSHIP -> "{\"offer\": \"action-pack\"}";
                case RECORD_PLAN -> "{\"plan\": \"ASFP\", \"startsOn\": \"2026-01-01\", \"endsOn\": \"2026-12-31\"}";
                case ADD_CUSTOMER -> customer(UUID.randomUUID().toString(), null);
                case SET_AZURE_ACCESS -> "{\"granted\": false}";
                default -> "{}";
            };
        }
    }

    private GivenPartner partner;
    private GivenPartner other;
    private Map<String, String> ids;

    @BeforeEach
    void givenAPartnerWithOneOfEverything() {
        partner = GivenPartner.ofKind("INDIRECT_RESELLER");
        other = GivenPartner.ofKind("INDIRECT_RESELLER");
        ids = Map.of(
                "{partnerId}",
                partner.id(),
                "{userId}",
                last(partner.addedUser()),
                "{membershipId}",
                last(partner.added(OPERATOR, "/memberships", Operation.PURCHASE_MEMBERSHIP.body())),
                "{planId}",
                last(partner.added(OPERATOR, "/plans", Operation.RECORD_PLAN.body())),
                "{customerId}",
                last(partner.addedCustomer(
                        GivenPartner.ofKind("INDIRECT_PROVIDER").id())));
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    @DisplayName("Each operation is for whom DOMAIN.md chapter 6 says; other partners' things are not found")
    void isForThoseWhoMay(Operation operation) {
        List<String> wrong = new ArrayList<>();
        Stream.concat(Stream.of((Role) null), Arrays.stream(Role.values())).forEach(role -> {
            for (Set<Association> associations : List.of(
                    Set.<Association>of(),
                    Set.of(Association.MPN),
                    Set.of(Association.CSP),
                    Set.of(Association.MPN, Association.CSP))) {
                for (GivenPartner of : List.of(partner, other)) {
                    boolean own = of.equals(partner);
                    int status = send(operation, person(of, role, associations));
                    String answer = status == 403 || status == 404 ? Integer.toString(status) : "may";
                    if (!answer.equals(expected(operation, role, associations, own))) {
                        wrong.add("%s %s of %s partner: %d"
                                .formatted(role, associations, own ? "the" : "another", status));
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("The table above has every operation of the API document")
    void noOperationIsMissing() {
        Map<String, Map<String, Map<String, Object>>> paths =
                JsonPath.from(new File("target/openapi/openapi.json")).get("paths");
        Set<String> documented = new TreeSet<>();
        paths.forEach((path, methods) -> methods.forEach((method, operation) -> {
            if (Stream.of("Partners", "Memberships", "Paid plans", "Customers", "Benefits")
                    .anyMatch(((List<?>) operation.get("tags"))::contains)) {
                documented.add(method.toUpperCase(Locale.ROOT) + " " + path);
            }
        }));
        assertThat(Arrays.stream(Operation.values()).map(operation -> operation.method + " " + operation.path))
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    private static String expected(Operation operation, Role role, Set<Association> associations, boolean own) {
        if (role == Role.PROGRAM_OPERATOR || own && operation.needs.areMetBy(role, associations)) {
            return "may";
        }
        return own || !operation.isOfOnePartner() ? "403" : "404";
    }

    private int send(Operation operation, Person person) {
        String path = operation.path;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            path = path.replace(id.getKey(), id.getValue());
        }
        var request = person.request();
        if (!operation.method.equals("GET") && !operation.method.equals("DELETE")) {
            request.contentType("application/json").body(operation.body());
        }
        return request.request(operation.method, path).statusCode();
    }

    private static Person person(GivenPartner of, Role role, Set<Association> associations) {
        return (role == null ? of.person() : of.person(role)).with(associations.toArray(Association[]::new));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
