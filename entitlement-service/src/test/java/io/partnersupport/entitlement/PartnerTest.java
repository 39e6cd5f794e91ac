package io.partnersupport.entitlement;

import static io.partnersupport.entitlement.GivenPartner.OPERATOR;
import static io.partnersupport.entitlement.GivenPartner.delete;
import static io.partnersupport.entitlement.GivenPartner.etag;
import static io.partnersupport.entitlement.GivenPartner.patch;
import static io.partnersupport.entitlement.GivenPartner.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Partners, their users and memberships, through HTTP. */
@QuarkusTest
@WithBacking
class PartnerTest {
    private GivenPartner contoso;
    private Person admin;

    @BeforeEach
    void givenAPartner() {
        contoso = GivenPartner.ofKind("DIRECT");
        admin = contoso.person(Role.GLOBAL_ADMIN);
    }

    @Test
    @DisplayName("Operators change partners by a JSON Merge Patch of the version that they read")
    void operatorsChangePartners() {
        String first = etag(contoso.path(""));
        OPERATOR.request()
                .header("If-Match", first)
                .contentType("application/json")
                .body("{\"name\": \"Contoso AG\", \"managedIn\": \"PMC\", \"accountEmail\": null}")
                .patch(contoso.path(""))
                .then()
                .statusCode(200)
                .body("name", equalTo("Contoso AG"))
                .body("managedIn", equalTo("PMC"))
                .body("country", equalTo("PL"))
                .body("accountEmail", nullValue());
        assertThat(etag(contoso.path(""))).isNotEqualTo(first);
        OPERATOR.request()
                .header("If-Match", first)
                .contentType("application/json")
                .body("{\"name\": \"Contoso\"}")
                .patch(contoso.path(""))
                .then()
                .statusCode(412)
                .body("code", equalTo("precondition-failed"));
        read(admin, "/v1/partners/me").body("name", equalTo("Contoso AG"));
    }

    @Test
    void aChangeNamesTheVersionThatWasRead() {
        for (String path : List.of(contoso.path(""), contoso.addedUser(), contoso.addedCustomer(null))) {
            OPERATOR.request()
                    .contentType("application/merge-patch+json")
                    .body("{}")
                    .patch(path)
                    .then()
                    .statusCode(428)
                    .body("code", equalTo("precondition-required"));
            OPERATOR.request()
                    .header("If-Match", "*")
                    .contentType("application/merge-patch+json")
                    .body("{}")
                    .patch(path)
                    .then()
                    .statusCode(400);
        }
    }

    @ParameterizedTest(name = "{0}: {2} at {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    {"name": null}                        | name         | validation-failed
                    {"name": " "}                         | name         | validation-failed
                    {"country": "Poland"}                 | country      | validation-failed
                    {"tenantId": "x"}                     | tenantId     | validation-failed
                    {"domain": "Contoso"}                 | domain       | validation-failed
                    {"accountEmail": "nobody"}            | accountEmail | validation-failed
                    {"accountEmail": "a..b@x.example"}    | accountEmail | validation-failed
                    {"partnerKind": "BIG"}                | partnerKind  | malformed-request
                    {"managedIn": 1}                      | managedIn    | malformed-request
                    {"name": {"en": "Contoso"}}           | name         | malformed-request
                    {"partnerId": "1"}                    | partnerId    | unknown-field
                    {"colour": null}                      | colour       | unknown-field
                    """)
    void aPatchIsCheckedLikeAnyRequest(String patch, String field, String code) {
        patch(OPERATOR, contoso.path(""), patch)
                .statusCode(400)
                .body("code", equalTo(code))
                .body("errors.field", hasItem(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "1", "null", "\"x\"", "", "{\"name\": \"a\", \"name\": \"b\"}", "{\"name\": \"\\u0000\"}"})
    void aPatchIsAnObject(String patch) {
        patch(OPERATOR, contoso.path(""), patch).statusCode(400);
        read(OPERATOR, contoso.path("")).body("name", equalTo("Contoso"));
    }

    @Test
    void aPartnerDoesNotTakeWhatIsAnothers() {
        GivenPartner other = GivenPartner.ofKind("NONE");
        patch(OPERATOR, contoso.path(""), "{\"tenantId\": \"%s\"}".formatted(other.tenantId()))
                .statusCode(409)
                .body("code", equalTo("partner-exists"));
        patch(OPERATOR, contoso.path(""), "{\"domain\": \"p%s.example\"}".formatted(other.id()))
                .statusCode(409);
        read(OPERATOR, contoso.path("")).body("tenantId", equalTo(contoso.tenantId()));
    }

    @Test
    @DisplayName("Of concurrent changes of one version one is made")
    void oneOfConcurrentChangesIsMade() {
        String version = etag(contoso.path(""));
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> OPERATOR.request()
                        .header("If-Match", version)
                        .contentType("application/merge-patch+json")
                        .body("{\"name\": \"Contoso " + i + "\"}")
                        .patch(contoso.path(""))
                        .statusCode())
                .toList();
        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
    }

    @Test
    @DisplayName("E-13: user admins change and remove users; a user who left may come back")
    void userAdminsKeepTheUsers() {
        Person userAdmin = contoso.person(Role.USER_ADMIN);
        String user = contoso.addedUser();
        patch(userAdmin, user, "{\"name\": \"Ada Nowak\", \"roles\": [\"global-admin\", \"vs-subscription-admin\"]}")
                .statusCode(200)
                .body("name", equalTo("Ada Nowak"))
                .body("email", equalTo("ada@x.example"))
                .body("roles", contains("global-admin", "vs-subscription-admin"));
        patch(userAdmin, user, "{\"roles\": [\"operator\"]}").statusCode(400);

        delete(userAdmin, user).statusCode(204);
        read(userAdmin, user).statusCode(404);
        read(userAdmin, contoso.path("/users")).body("items", empty());
        userAdmin.request().header("If-Match", "\"3\"").delete(user).then().statusCode(404);

        String userId = user.substring(user.lastIndexOf('/') + 1);
        String again = """
                {"userId": "%s", "name": "Ada", "email": "ada@y.example", "directory": "MSA", "roles": []}""";
        contoso.added(userAdmin, "/users", again.formatted(userId));
        read(userAdmin, user).body("email", equalTo("ada@y.example")).body("roles", empty());
        assertThat(etag(user)).isEqualTo("\"4\"");
    }

    @Test
    @DisplayName("Removing needs the version that was read")
    void removingNeedsTheVersion() {
        String user = contoso.addedUser();
        admin.request().delete(user).then().statusCode(428);
        admin.request().header("If-Match", "\"7\"").delete(user).then().statusCode(412);
        read(admin, user).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "a@b",
                "a b@x.example",
                "ada@x.example\\n",
                "@x.example",
                "ada@-x.example",
                "ada\\u202e@x.example",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@x.example"
            })
    void eMailsAreChecked(String email) {
        admin.requestWithKey()
                .body("""
                        {"userId": "%s", "name": "Ada", "email": "%s", "directory": "AAD", "roles": []}""".formatted(UUID.randomUUID(), email))
                .post(contoso.path("/users"))
                .then()
                .statusCode(400)
                .body("errors.field", contains("email"));
    }

    @Test
    void usersAreListedByRoleInPages() {
        List<String> users = IntStream.range(0, 3)
                .mapToObj(i -> contoso.addedUser())
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .sorted()
                .toList();
        String cursor = read(admin, contoso.path("/users?role=user-admin&limit=2"))
                .body("items.userId", equalTo(users.subList(0, 2)))
                .extract()
                .path("nextCursor");
        read(admin, contoso.path("/users?role=user-admin&limit=2&cursor=" + cursor))
                .body("items.userId", equalTo(users.subList(2, 3)))
                .body("nextCursor", nullValue());
        read(admin, contoso.path("/users?role=global-admin")).body("items", empty());
        read(admin, contoso.path("/users?role=king")).statusCode(400).body("errors.field", contains("role"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users", "/memberships", "/benefits", "/plans", "/customers", ""})
    void aPartnerThatIsNotRegisteredHasNothing(String below) {
        read(OPERATOR, "/v1/partners/1" + below).statusCode(404).body("code", equalTo("not-found"));
        read(Person.of("1", Role.GLOBAL_ADMIN).with(Association.MPN, Association.CSP), "/v1/partners/1" + below)
                .statusCode(404);
    }

    @ParameterizedTest(name = "bought {0} days ago: renewed {1}")
    @DisplayName("E-7: bought again up to the last day of the renewal window, a membership goes on without a gap")
    @CsvSource({"100, true", "365, true", "394, true", "395, false"})
    void aRenewalLeavesNoGap(int daysAgo, boolean renewed) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate purchasedOn = today.minusDays(daysAgo);
        String endsAt = purchase(OPERATOR, "{\"offer\": \"action-pack\", \"purchasedOn\": \"" + purchasedOn + "\"}")
                .extract()
                .path("endsAt");
        assertThat(endsAt).isEqualTo(purchasedOn.plusDays(365) + "T00:00:00Z");

        String startsAt =
                purchase(admin, "{\"offer\": \"action-pack\"}").extract().path("startsAt");
        assertThat(startsAt).isEqualTo(renewed ? endsAt : today + "T00:00:00Z");
        read(admin, contoso.path("/memberships"))
                .body("items", hasSize(2))
                .body("items[0].startsAt", equalTo(startsAt));
    }

    @Test
    @DisplayName("E-5, E-7: in the renewal window the benefits are still listed")
    void benefitsAreListedInTheRenewalWindow() {
        purchase(
                OPERATOR,
                "{\"offer\": \"action-pack\", \"purchasedOn\": \""
                        + LocalDate.now(ZoneOffset.UTC).minusDays(394) + "\"}");
        read(admin, contoso.path("/benefits")).body("items.status", hasItem("RENEWAL_WINDOW"));
    }

    @Test
    @DisplayName("E-7: 365 days, also over a 29th of February")
    void aLeapYearHasADayMore() {
        purchase(OPERATOR, "{\"offer\": \"action-pack\", \"purchasedOn\": \"2024-02-29\"}")
                .body("endsAt", equalTo("2025-02-28T00:00:00Z"));
    }

    @Test
    @DisplayName("E-7: a purchase needs an edition in force, and happens on its day or later")
    void purchasesHappenInTheProgramsTime() {
        refusePurchase("{\"offer\": \"action-pack\", \"purchasedOn\": \"2020-12-31\"}", "no-edition-in-force");
        refusePurchase("{\"offer\": \"action-pack\", \"purchasedOn\": \"9999-12-31\"}", "purchase-in-the-future");
        read(admin, contoso.path("/memberships")).body("items", empty());
    }

    @Test
    void membershipsAreReadInPages() {
        for (String day : List.of("2022-01-01", "2023-06-01", "2024-12-01")) {
            purchase(OPERATOR, "{\"offer\": \"action-pack\", \"purchasedOn\": \"" + day + "\"}");
        }
        String cursor = read(admin, contoso.path("/memberships?limit=2"))
                .body("items.purchasedOn", contains("2024-12-01", "2023-06-01"))
                .extract()
                .path("nextCursor");
        String last = read(admin, contoso.path("/memberships?limit=2&cursor=" + cursor))
                .body("items.purchasedOn", contains("2022-01-01"))
                .body("nextCursor", nullValue())
                .extract()
                .path("items[0].membershipId");
        read(admin, contoso.path("/memberships/" + last)).body("purchasedOn", equalTo("2022-01-01"));
        read(admin, contoso.path("/memberships/" + UUID.randomUUID())).statusCode(404);
        read(OPERATOR, GivenPartner.ofKind("NONE").path("/memberships/" + last)).statusCode(404);
    }

    @Test
    @DisplayName("E-15: a partner managed in PMC sees its benefits, and where it is managed")
    void pmcPartnersSeeTheirBenefits() {
        GivenPartner adventure = GivenPartner.registered("NONE", "PMC");
        Person user = adventure.person();
        user.requestWithKey()
                .body("{\"offer\": \"action-pack\"}")
                .post(adventure.path("/memberships"))
                .then()
                .statusCode(201)
                .body("managedIn", equalTo("PMC"));
        read(user, adventure.path("/memberships")).body("items.managedIn", contains("PMC"));
        read(user, adventure.path("/benefits"))
                .body("managedIn", equalTo("PMC"))
                .body("items.kind", hasItem("product-support"));
        read(admin, contoso.path("/benefits"))
                .body("managedIn", equalTo("PARTNER_CENTER"))
                .body("message", notNullValue());
    }

    @Test
    @DisplayName("E-16: what a partner is stays true to its customers")
    void aPartnerStaysTrueToItsCustomers() {
        GivenPartner provider = GivenPartner.ofKind("INDIRECT_PROVIDER");
        GivenPartner reseller = GivenPartner.ofKind("INDIRECT_RESELLER");
        String tenant = UUID.randomUUID().toString();
        String customer = reseller.added(OPERATOR, "/customers", GivenPartner.customer(tenant, provider.id()));

        patch(OPERATOR, reseller.path(""), "{\"partnerKind\": \"NONE\", \"tenantId\": \"%s\"}".formatted(tenant))
                .statusCode(409)
                .body(
                        "reasons.code",
                        containsInAnyOrder(
                                "partner-has-customers", "customers-have-indirect-providers", "tenant-of-a-customer"));
        patch(OPERATOR, provider.path(""), "{\"partnerKind\": \"DIRECT\"}")
                .statusCode(409)
                .body("code", equalTo("partner-serves-as-indirect-provider"));
        delete(OPERATOR, customer).statusCode(204);
        patch(OPERATOR, reseller.path(""), "{\"partnerKind\": \"NONE\"}").statusCode(200);
        patch(OPERATOR, provider.path(""), "{\"partnerKind\": \"DIRECT\"}").statusCode(200);
    }

    private void refusePurchase(String body, String code) {
        OPERATOR.requestWithKey()
                .body(body)
                .post(contoso.path("/memberships"))
                .then()
                .statusCode(422)
                .body("code", equalTo(code))
                .body("errors.field", contains("purchasedOn"));
    }

    private ValidatableResponse purchase(Person by, String body) {
        return by.requestWithKey()
                .body(body)
                .post(contoso.path("/memberships"))
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201);
    }
}
