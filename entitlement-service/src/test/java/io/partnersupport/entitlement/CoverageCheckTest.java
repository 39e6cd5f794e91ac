package io.partnersupport.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithBacking
class CoverageCheckTest {
    private final Person operator = Person.operator();
    private final String partnerId = Long.toString(ThreadLocalRandom.current().nextLong(1_000_000, Long.MAX_VALUE));
    private final Person user = Person.of(partnerId);

    @Test
    @DisplayName("E-4, E-12: one answer tells why Northwind is not covered for Azure, and what to do")
    void tellsWhyNorthwindIsNotCoveredForAzure() {
        givenPartner("Northwind", "PARTNER_CENTER");
        givenMembership("action-pack", null, "2026-01-10");

        check("\"productId\":\"azure\",\"at\":\"2026-06-01T00:00:00Z\"")
                .statusCode(200)
                .body("verdict", equalTo("NOT_COVERED"))
                .body(
                        "summary",
                        equalTo("Azure is not covered for Northwind. The partner holds Action Pack, which does not"
                                + " include Signature Cloud Support, the benefit for cloud products. Earn a competency: Silver"
                                + " competency or Gold competency includes Signature Cloud Support."
                                + " Purchase a Partner support plan."))
                .body("benefits.kind", contains("product-support", "signature-cloud-support", "presales-deployment"))
                .body("benefits.covered", contains(false, false, true))
                .body("benefits[0].grantedBy.offer", equalTo("action-pack"))
                .body("benefits[0].grantedBy.membershipId", notNullValue())
                .body("benefits[0].reasons.code", contains("on-premises-product-only"))
                .body("benefits[1].benefitId", nullValue())
                .body("benefits[1].reasons.code", contains("no-cloud-benefit"))
                .body("benefits[1].remedies.code", contains("earn-competency", "purchase-partner-support-plan"))
                .body("benefits[1].explanation.rule", contains("GRANT", "PRODUCT"))
                .body("benefits[1].explanation.satisfied", contains(false, true));
    }

    @Test
    @DisplayName("DOMAIN 7: the answer is in the reader's language; codes and names stay as they are")
    void answersInTheReadersLanguage() {
        givenPartner("Northwind", "PARTNER_CENTER");
        givenMembership("action-pack", null, "2026-01-10");

        user.requestWithKey()
                .header("Accept-Language", "pl-PL, en;q=0.5")
                .body("{\"partnerId\":\"me\",\"productId\":\"azure\",\"at\":\"2026-06-01T00:00:00Z\"}")
                .post("/v1/coverage-checks")
                .then()
                .header("Content-Language", "pl")
                .header("Vary", containsString("Accept-Language"))
                .body("verdict", equalTo("NOT_COVERED"))
                .body("benefits[1].reasons.code", contains("no-cloud-benefit"))
                .body(
                        "summary",
                        equalTo("Azure nie jest objęte wsparciem dla Northwind. Partner ma Action Pack, co nie zawiera"
                                + " Signature Cloud Support, czyli korzyści dla produktów w chmurze. Zdobądź kompetencję:"
                                + " Silver competency lub Gold competency zawiera Signature Cloud Support."
                                + " Kup plan wsparcia dla partnerów."));
    }

    @Test
    @DisplayName("E-10: the version before the current one, after its mainstream support: the reason and both remedies")
    void tellsThatMainstreamSupportEnded() {
        givenPartner("Contoso", "PARTNER_CENTER");
        givenMembership("gold-competency", "cloud-platform", "2026-01-10");

        check("\"productId\":\"exchange-server\",\"version\":\"2019\",\"at\":\"2026-06-01T00:00:00Z\"")
                .statusCode(200)
                .body("support", equalTo("NOT_COVERED"))
                .body("benefits[0].reasons.code", contains("mainstream-support-ended"))
                .body("benefits[0].reasons[0].detail", containsString("2024-01-10 00:00 UTC"))
                .body("benefits[0].remedies.code", contains("use-paid-support", "purchase-partner-support-plan"));
        check("\"productId\":\"sql-server\",\"at\":\"2026-06-01T00:00:00Z\"")
                .body("version", equalTo("2025"))
                .body("support", equalTo("CURRENT"))
                .body("verdict", equalTo("COVERED"))
                .body(
                        "summary",
                        equalTo("SQL Server 2025 is covered for Contoso: Microsoft Product Support is granted by"
                                + " Gold competency (Cloud Platform) and is usable until 2027-02-09 00:00 UTC."));
        check("\"productId\":\"azure\",\"at\":\"2027-01-20T00:00:00Z\"")
                .body("verdict", equalTo("COVERED"))
                .body("benefits[1].notices.code", contains("renewal-window"))
                .body("benefits[1].notices[0].detail", containsString("2027-02-09"));
    }

    @Test
    @DisplayName("E-11: a marketplace product is answered with its vendor's contact, Microsoft 365 with no contract")
    void tellsWhoElseSupports() {
        givenPartner("Contoso", "PARTNER_CENTER");
        check("\"productId\":\"wingtip-invoices\"")
                .body("verdict", equalTo("VENDOR_SUPPORTED"))
                .body("vendorSupport.phone", equalTo("+1 555 0142"))
                .body("summary", containsString("help@wingtip.example, +1 555 0142"))
                .body("benefits.covered", everyItem(equalTo(false)));
        check("\"productId\":\"microsoft-365\"")
                .body("verdict", equalTo("NO_CONTRACT_NEEDED"))
                .body("summary", containsString("no Access ID and Contract ID"));
    }

    @Test
    @DisplayName("E-5, E-15: no membership, and one that is managed in PMC")
    void tellsWhatIsMissing() {
        givenPartner("Adventure Works", "PMC");
        check("\"productId\":\"azure\"")
                .body("benefits[1].reasons.code", contains("no-benefits"))
                .body("benefits[1].remedies.code", contains("buy-membership", "sign-in-with-other-account"));
        givenMembership("silver-competency", "security", "2026-01-10");
        check("\"productId\":\"azure\",\"at\":\"2026-06-01T00:00:00Z\"")
                .body("benefits[1].reasons.code", contains("managed-outside"))
                .body(
                        "summary",
                        allOf(containsString("Partner Membership Center"), containsString("Partner Frontline")));
    }

    @Test
    @DisplayName("E-12: a check is one statement, however many memberships there are")
    void isOneStatement() {
        givenPartner("Contoso", "PARTNER_CENTER");
        check("\"productId\":\"azure\"").statusCode(200); // reads the edition's revision, once
        int without = StatementCount.of(() -> check("\"productId\":\"azure\"")).size();
        givenMembership("action-pack", null, "2026-01-10");
        givenMembership("silver-competency", "datacenter", "2026-01-10");
        givenMembership("gold-competency", "security", "2026-01-10");
        int with = StatementCount.of(() -> check("\"productId\":\"azure\"")).size();

        assertThat(with).isEqualTo(without).isEqualTo(1);
    }

    @Test
    @DisplayName("E-14: paid plans are answered as well, to the instant at which they end")
    void tellsOfPaidPlans() {
        givenPartner("Northwind", "PARTNER_CENTER");
        givenMembership("action-pack", null, "2026-01-10");
        for (String plan : new String[] {"ASFP", "PREMIER"}) {
            operator.requestWithKey()
                    .body("{\"plan\":\"%s\",\"startsOn\":\"2026-06-01\",\"endsOn\":\"2026-06-30\"}".formatted(plan))
                    .post("/v1/partners/%s/plans".formatted(partnerId))
                    .then()
                    .statusCode(201);
        }
        check("\"productId\":\"azure\",\"at\":\"2026-06-30T23:59:59.999Z\"")
                .body("verdict", equalTo("COVERED_BY_PAID_PLAN"))
                .body("benefits.kind", contains("product-support", "signature-cloud-support", "presales-deployment"))
                .body("paidPlans.plan", contains("ASFP", "PREMIER"))
                .body("paidPlans.covered", contains(true, true));
        check("\"productId\":\"sql-server\",\"at\":\"2026-06-30T23:59:59.999Z\"")
                .body("verdict", equalTo("COVERED"))
                .body("paidPlans[0].reasons", contains("cloud-product-only"));
        check("\"productId\":\"azure\",\"at\":\"2026-07-01T00:00:00Z\"")
                .body("verdict", equalTo("NOT_COVERED"))
                .body("paidPlans.size()", equalTo(0));
    }

    @Test
    @DisplayName("E-6, E-12: MPN users of the partner and operators may ask; for others it does not exist")
    void isAnsweredToThePartnerAndOperators() {
        givenPartner("Contoso", "PARTNER_CENTER");
        String body = "{\"partnerId\":\"%s\",\"productId\":\"azure\"}".formatted(partnerId);
        operator.requestWithKey().body(body).post("/v1/coverage-checks").then().statusCode(200);
        user.requestWithKey().body(body).post("/v1/coverage-checks").then().statusCode(200);
        Person.of("1", Role.GLOBAL_ADMIN)
                .requestWithKey()
                .body(body)
                .post("/v1/coverage-checks")
                .then()
                .statusCode(404);
        Person.ofCspOnly(partnerId, Role.ADMIN_AGENT)
                .requestWithKey()
                .body(body)
                .post("/v1/coverage-checks")
                .then()
                .statusCode(403)
                .body("code", equalTo("mpn-association-required"));
        operator.requestWithKey()
                .body("{\"partnerId\":\"1\",\"productId\":\"azure\"}")
                .post("/v1/coverage-checks")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"productId\":\"none\"                                     | 422 | productId",
                "\"version\":\"2022\"                                       | 400 | productId",
                "\"productId\":\"azure\",\"at\":\"2026-02-30T00:00:00Z\"    | 400 | at",
                "\"productId\":\"azure\",\"at\":\"10000-01-01T00:00:00Z\"   | 400 | at",
                "\"productId\":\"azure\",\"version\":\"\"                   | 400 | version",
                "\"productId\":\"azure\",\"when\":1                         | 400 | when",
            })
    void refusesWhatIsWrong(String fields, int status, String field) {
        givenPartner("Contoso", "PARTNER_CENTER");
        check(fields).statusCode(status).body("errors.field", contains(field));
    }

    private ValidatableResponse check(String fields) {
        return user.requestWithKey()
                .body("{\"partnerId\":\"me\"," + fields + "}")
                .post("/v1/coverage-checks")
                .then()
                .log()
                .ifValidationFails();
    }

    private void givenPartner(String name, String managedIn) {
        operator.requestWithKey()
                .body("""
                        {"partnerId":"%s","name":"%s","country":"US","managedIn":"%s","partnerKind":"NONE",
                        "tenantId":"%s","domain":"c%s.example"}""".formatted(partnerId, name, managedIn, UUID.randomUUID(), partnerId))
                .post("/v1/partners")
                .then()
                .statusCode(201);
    }

    private void givenMembership(String offer, String area, String purchasedOn) {
        String inArea = area == null ? "" : "\"competencyArea\":\"%s\",".formatted(area);
        operator.requestWithKey()
                .body("{\"offer\":\"%s\",%s\"purchasedOn\":\"%s\"}".formatted(offer, inArea, purchasedOn))
                .post("/v1/partners/%s/memberships".formatted(partnerId))
                .then()
                .statusCode(201);
    }
}
