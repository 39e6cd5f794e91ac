package io.partnersupport.entitlement;

import static io.partnersupport.entitlement.GivenPartner.OPERATOR;
import static io.partnersupport.entitlement.GivenPartner.customer;
import static io.partnersupport.entitlement.GivenPartner.delete;
import static io.partnersupport.entitlement.GivenPartner.etag;
import static io.partnersupport.entitlement.GivenPartner.patch;
import static io.partnersupport.entitlement.GivenPartner.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Customer relationships, through HTTP and as events (E-16). */
@QuarkusTest
@WithBacking
class CustomerTest {
    private GivenPartner provider;
    private GivenPartner reseller;
    private Person agent;

    @BeforeEach
    void givenAResellerAndItsProvider() {
        provider = GivenPartner.ofKind("INDIRECT_PROVIDER");
        reseller = GivenPartner.ofKind("INDIRECT_RESELLER");
        agent = reseller.agent(Role.ADMIN_AGENT);
    }

    @Test
    @DisplayName("E-16: admin agents keep the customers; whoever is CSP-associated sees them")
    void adminAgentsKeepCustomers() {
        String tenant = UUID.randomUUID().toString();
        String customer = reseller.added(agent, "/customers", customer(tenant, provider.id()));

        read(reseller.agent(Role.HELPDESK_AGENT), customer)
                .body("name", equalTo("Alpine Ski House"))
                .body("domain", equalTo("alpine.example"))
                .body("tenantId", equalTo(tenant))
                .body("delegatedAdministration", equalTo(true))
                .body("indirectProvider", equalTo(provider.id()))
                .body("azureAccessGranted", equalTo(false))
                .body("azureSubscriptions", hasSize(1));
        patch(agent, customer, "{\"delegatedAdministration\": false, \"azureSubscriptions\": []}")
                .statusCode(200)
                .body("delegatedAdministration", equalTo(false))
                .body("azureSubscriptions", empty())
                .body("name", equalTo("Alpine Ski House"));
        patch(reseller.agent(Role.GLOBAL_ADMIN), customer, "{\"indirectProvider\": null}")
                .body("indirectProvider", nullValue());
        read(agent, reseller.path("/customers")).body("items.tenantId", contains(tenant));
    }

    @Test
    @DisplayName("E-16: an ended relationship is gone, and may begin anew")
    void aRelationshipEnds() {
        String tenant = UUID.randomUUID().toString();
        String customer = reseller.added(agent, "/customers", customer(tenant, null));
        agent.request().delete(customer).then().statusCode(428);
        agent.request().header("If-Match", "\"5\"").delete(customer).then().statusCode(412);
        delete(agent, customer).statusCode(204);

        read(agent, customer).statusCode(404);
        read(agent, reseller.path("/customers")).body("items", empty());
        assertThat(reseller.added(agent, "/customers", customer(tenant, null))).isNotEqualTo(customer);
        PublishedEvent.of("entitlement.customers", customer)
                .has("customer", event -> event.contains("\"withdrawn\":true"));
    }

    @Test
    @DisplayName("E-16: the indirect provider finds the customer of another partner, and grants access to its Azure")
    void theProviderGrantsAzureAccess() {
        String customer = reseller.addedCustomer(provider.id());
        String id = customer.substring(customer.lastIndexOf('/') + 1);
        reseller.addedCustomer(null);
        Person providersAgent = provider.agent(Role.ADMIN_AGENT);

        read(providersAgent, provider.path("/customers?indirectProvider=me"))
                .body("items.customerId", contains(id))
                .body("items.partnerId", contains(reseller.id()));
        read(providersAgent, provider.path("/customers")).body("items", empty());
        grant(providersAgent, customer, true).statusCode(200).body("azureAccessGranted", equalTo(true));
        PublishedEvent.of("entitlement.customers", customer)
                .has("customer", event -> event.contains("\"azureAccessGranted\":true"));
        grant(providersAgent, customer, false).body("azureAccessGranted", equalTo(false));
        grant(OPERATOR, customer, true).body("azureAccessGranted", equalTo(true));

        assertThat(etag(customer)).isEqualTo("\"4\"");
        read(providersAgent, customer).statusCode(404);
        read(providersAgent, reseller.path("/customers")).statusCode(404);
        read(providersAgent, provider.path("/customers?indirectProvider=you")).statusCode(400);
    }

    @Test
    @DisplayName("E-16: nobody else grants it; to others the customer does not exist")
    void nobodyElseGrants() {
        String customer = reseller.addedCustomer(provider.id());
        grant(agent, customer, true).statusCode(403).body("code", equalTo("indirect-provider-required"));
        grant(provider.person(Role.GLOBAL_ADMIN), customer, true)
                .statusCode(403)
                .body("code", equalTo("csp-association-required"))
                .body("reasons.code", contains("csp-association-required", "admin-agent-required"));
        Person otherProvider = GivenPartner.ofKind("INDIRECT_PROVIDER").agent(Role.ADMIN_AGENT);
        grant(otherProvider, customer, true).statusCode(404);
        grant(Person.outsider(), customer, true).statusCode(404);
        grant(OPERATOR, reseller.addedCustomer(null), true)
                .statusCode(409)
                .body("code", equalTo("no-indirect-provider"));
        grant(OPERATOR, reseller.path("/customers/" + UUID.randomUUID()), true).statusCode(404);
        read(OPERATOR, customer).body("azureAccessGranted", equalTo(false));
    }

    @Test
    @DisplayName("E-16: with another provider the grant is gone")
    void theGrantGoesWithTheProvider() {
        String customer = reseller.addedCustomer(provider.id());
        grant(OPERATOR, customer, true).body("azureAccessGranted", equalTo(true));
        patch(agent, customer, "{\"name\": \"Alpine\"}").body("azureAccessGranted", equalTo(true));
        patch(
                        agent,
                        customer,
                        "{\"indirectProvider\": \"%s\"}"
                                .formatted(
                                        GivenPartner.ofKind("INDIRECT_PROVIDER").id()))
                .body("azureAccessGranted", equalTo(false));
    }

    @Test
    @DisplayName("E-16: what stands against a customer, all of it")
    void refusesCustomers() {
        GivenPartner direct = GivenPartner.ofKind("DIRECT");
        GivenPartner none = GivenPartner.ofKind("NONE");
        String tenant = UUID.randomUUID().toString();
        reseller.added(agent, "/customers", customer(tenant, null));

        add(reseller, customer(tenant, null)).statusCode(409).body("code", equalTo("customer-exists"));
        add(none, customer(tenant, null)).statusCode(409).body("code", equalTo("not-a-csp-partner"));
        add(reseller, customer(reseller.tenantId(), null)).statusCode(422).body("code", equalTo("own-tenant"));
        add(reseller, customer(UUID.randomUUID().toString(), "1"))
                .statusCode(422)
                .body("code", equalTo("not-an-indirect-provider"))
                .body("errors.field", contains("indirectProvider"));
        add(direct, customer(direct.tenantId(), none.id()))
                .statusCode(422)
                .body(
                        "reasons.code",
                        contains("own-tenant", "indirect-provider-not-applicable", "not-an-indirect-provider"));
        direct.added(OPERATOR, "/customers", customer(tenant, null));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    {"tenantId": "49600050-0000-4000-9000-000000000001"} | tenantId           | unknown-field
                    {"azureAccessGranted": true}                         | azureAccessGranted | unknown-field
                    {"name": null}                                       | name               | validation-failed
                    {"domain": "x"}                                      | domain             | validation-failed
                    {"delegatedAdministration": null}                    | delegatedAdministration | validation-failed
                    {"delegatedAdministration": "yes"}                   | delegatedAdministration | malformed-request
                    {"azureSubscriptions": ["x"]}                        | azureSubscriptions[0]   | malformed-request
                    {"indirectProvider": "x"}                            | indirectProvider   | validation-failed
                    """)
    void aPatchIsChecked(String patch, String field, String code) {
        patch(agent, reseller.addedCustomer(null), patch)
                .statusCode(400)
                .body("code", equalTo(code))
                .body("errors.field", hasItem(field));
    }

    @Test
    @DisplayName("E-16: a customer that many add at once is there once")
    void aCustomerIsThereOnce() {
        String tenant = UUID.randomUUID().toString();
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i ->
                        add(reseller, customer(tenant, provider.id())).extract().statusCode())
                .toList();
        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void customersAreListedInPages() {
        for (int i = 0; i < 3; i++) {
            reseller.addedCustomer(provider.id());
        }
        for (String list :
                List.of(reseller.path("/customers?limit=2"), provider.path("/customers?indirectProvider=me&limit=2"))) {
            String cursor =
                    read(OPERATOR, list).body("items", hasSize(2)).extract().path("nextCursor");
            read(OPERATOR, list + "&cursor=" + cursor).body("items", hasSize(1)).body("nextCursor", nullValue());
        }
    }

    @Test
    @DisplayName("Customers are kept by CSP-associated people with the role; the rest is told what is missing")
    void saysWhatIsMissing() {
        reseller.person(Role.SALES_AGENT)
                .requestWithKey()
                .body(customer(UUID.randomUUID().toString(), null))
                .post(reseller.path("/customers"))
                .then()
                .statusCode(403)
                .body("code", equalTo("csp-association-required"))
                .body("title", equalTo("You are not authorized for this action"))
                .body("reasons.code", contains("csp-association-required", "customer-role-required"));
        read(reseller.agent().with(Association.MPN), reseller.path("/customers"))
                .statusCode(403);
    }

    private static ValidatableResponse add(GivenPartner partner, String customer) {
        return OPERATOR.requestWithKey()
                .body(customer)
                .post(partner.path("/customers"))
                .then()
                .log()
                .ifValidationFails();
    }

    private static ValidatableResponse grant(Person by, String customer, boolean granted) {
        return by.request()
                .contentType("application/json")
                .body("{\"granted\": " + granted + "}")
                .put(customer + "/azure-access")
                .then()
                .log()
                .ifValidationFails();
    }
}
