package io.partnersupport.e2e;

import static io.partnersupport.e2e.Client.CONTOSO_ADMIN;
import static io.partnersupport.e2e.Client.CONTOSO_MPN_ADMIN;
import static io.partnersupport.e2e.Client.CONTOSO_USER;
import static io.partnersupport.e2e.Client.FABRIKAM_ADMIN;
import static io.partnersupport.e2e.Client.NORTHWIND_ADMIN;
import static io.partnersupport.e2e.Client.OPERATOR;
import static io.partnersupport.e2e.Client.OUTSIDER;
import static io.partnersupport.e2e.Client.TAILSPIN_AGENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything that a membership brings besides technical support, as each kind of user meets it. */
@ExtendWith(Stack.class)
class OtherBenefitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String USER = "49600010-0000-4000-8000-000000000003";
    private static final String MPN_ADMIN = "49600010-0000-4000-8000-000000000002";

    @Test
    @DisplayName("E-4, E-12: one answer says why Northwind is not covered for Azure, and what to do")
    void whyNorthwindIsNotCoveredForAzure() {
        NORTHWIND_ADMIN
                .post("/v1/coverage-checks", Map.of("partnerId", "4960003", "productId", "azure"))
                .statusCode(200)
                .body("summary", containsString("Azure"))
                .body("benefits.find { it.kind == 'signature-cloud-support' }.covered", equalTo(false))
                .body(
                        "benefits.find { it.kind == 'signature-cloud-support' }.reasons.code",
                        hasItem("no-cloud-benefit"));
        FABRIKAM_ADMIN
                .post("/v1/coverage-checks", Map.of("partnerId", "4960003", "productId", "azure"))
                .statusCode(404);
    }

    @Test
    @DisplayName("E-8, E-9: an edition with faults is refused with the path of each, and nothing changes")
    void editionsAreTakenWholeOrNotAtAll() {
        String faulty = "code: partner-2030\nrevision: 1\nname: Partner 2030\neffectiveFrom: soon\n";
        OPERATOR.postLines("/v1/catalog/editions", "application/yaml", faulty)
                .statusCode(422)
                .body("code", equalTo("invalid-edition"))
                .body("errors.field", hasItems("/effectiveFrom", "/policies"));
        OPERATOR.get("/v1/catalog/editions/partner-2030").statusCode(404);
        CONTOSO_ADMIN
                .postLines("/v1/catalog/editions", "application/yaml", faulty)
                .statusCode(403);
    }

    @Test
    @DisplayName("E-16: bulk imports name the line of each refused row")
    void bulkImportsNameTheRefusedLines() {
        String rows = """
                partnerId,name,country,managedIn,partnerKind,tenantId,domain
                4970001,Blue Yonder,PL,PARTNER_CENTER,NONE,49700010-0000-4000-9000-000000000000,blueyonder.example
                not-a-number,Coho,PL,PARTNER_CENTER,NONE,49700020-0000-4000-9000-000000000000,coho.example
                """;
        String progress = OPERATOR.postLines("/v1/imports?kind=partners", "text/csv", rows)
                .statusCode(202)
                .extract()
                .header("Location");
        await().atMost(PATIENCE)
                .untilAsserted(() -> OPERATOR.get(progress).statusCode(200).body("status", equalTo("COMPLETED")));
        OPERATOR.get(progress).body("accepted", equalTo(1)).body("refused", equalTo(1));
        OPERATOR.get(progress + "/refusals").statusCode(200).body("items.line", contains(3));
        OPERATOR.get("/v1/partners/4970001").statusCode(200).body("name", equalTo("Blue Yonder"));
    }

    @Test
    @DisplayName("A-8, A-12: keys are handed out once and to admins, which ends the right to a refund")
    void softwareKeys() {
        OPERATOR.postLines("/v1/key-pools/sql-server-standard/imports", "text/plain", "SQLKY-00001\nSQLKY-00002\n")
                .statusCode(200);
        CONTOSO_ADMIN
                .postLines("/v1/key-pools/sql-server-standard/imports", "text/plain", "SQLKY-00003\n")
                .statusCode(403);
        String benefit = idOf(CONTOSO_USER, "/v1/software-benefits", "sql-server-standard");
        String reveals = "/v1/software-benefits/" + benefit + "/key-reveals";
        Map<String, String> wanted = Map.of("language", "en", "operatingSystem", "windows-x64");

        CONTOSO_USER.post(reveals, wanted).statusCode(403);
        TAILSPIN_AGENT
                .post(reveals, wanted)
                .statusCode(403)
                .body("title", equalTo("You are not authorized for this action"));
        FABRIKAM_ADMIN.post(reveals, wanted).statusCode(404);
        List<String> keys = CONTOSO_ADMIN
                .post(reveals, wanted)
                .statusCode(201)
                .body("downloads", not(hasSize(0)))
                .extract()
                .path("keys");
        assertThat(keys).hasSize(1);
        CONTOSO_MPN_ADMIN.post(reveals, wanted).body("keys", equalTo(keys));
        CONTOSO_USER.get(reveals).statusCode(200).body("items.revealedBy", hasSize(2));
        assertThat(CONTOSO_USER.get(reveals).extract().asString()).doesNotContain(keys.get(0));

        CONTOSO_ADMIN
                .post("/v1/cancellations", Map.of("membershipId", membershipThatGranted(benefit)))
                .statusCode(409)
                .body("code", equalTo("software-keys-revealed"))
                .body("refundUntil", notNullValue());
    }

    @Test
    @DisplayName("A-9: a usage-based service is assigned to the global admin who asks")
    void cloudServices() {
        String credit = idOf(CONTOSO_USER, "/v1/cloud-benefits", "azure-credit");
        CONTOSO_MPN_ADMIN
                .put("/v1/cloud-benefits/" + credit + "/assignee", null, null)
                .statusCode(403);
        CONTOSO_ADMIN
                .put("/v1/cloud-benefits/" + credit + "/assignee", null, null)
                .statusCode(200)
                .body("assignedAt", notNullValue());
        OUTSIDER.get("/v1/cloud-benefits").statusCode(403);
    }

    @Test
    @DisplayName("A-10: a seat goes to a known user, and to another one only after 90 days")
    void subscriptions() {
        String seat = CONTOSO_ADMIN
                .get("/v1/subscriptions")
                .statusCode(200)
                .extract()
                .path("items.find { it.kind == 'visual-studio-enterprise' }.id");
        String path = "/v1/subscriptions/" + seat;
        String version = CONTOSO_ADMIN.get(path).extract().header("ETag");

        CONTOSO_MPN_ADMIN
                .put(path + "/assignee", Map.of("userId", USER), version)
                .statusCode(403);
        CONTOSO_ADMIN
                .put(path + "/assignee", Map.of("userId", "nobody"), version)
                .statusCode(422)
                .body("code", equalTo("unknown-user"))
                .body("nextStep", containsString("dd the user"));
        CONTOSO_ADMIN.put(path + "/assignee", Map.of("userId", USER), null).statusCode(428);
        String assigned = CONTOSO_ADMIN
                .put(path + "/assignee", Map.of("userId", USER), version)
                .statusCode(200)
                .extract()
                .header("ETag");
        CONTOSO_ADMIN
                .put(path + "/assignee", Map.of("userId", MPN_ADMIN), assigned)
                .statusCode(409)
                .body("code", equalTo("reassignment-too-early"))
                .body(
                        "reassignableFrom",
                        containsString(LocalDate.now(ZoneOffset.UTC).plusDays(90).toString()));
    }

    @Test
    @DisplayName("A-11: an offer needs a marketing contact, becomes active, and the contact gets a mail")
    void goToMarket() {
        String offer = CONTOSO_USER
                .get("/v1/go-to-market-offers")
                .statusCode(200)
                .body("items.benefitPackage", everyItem(equalTo("Gold Core")))
                .extract()
                .path("items.find { it.kind == 'press-release-kit' }.offerId");
        String activation = "/v1/go-to-market-offers/" + offer + "/activation";
        CONTOSO_USER.post(activation, null).statusCode(403);
        CONTOSO_MPN_ADMIN.post(activation, null).statusCode(409).body("code", equalTo("marketing-contact-required"));
        CONTOSO_MPN_ADMIN
                .put("/v1/marketing-contact", contact("account@contoso.example"), null)
                .statusCode(422)
                .body("code", equalTo("company-account-email"));
        CONTOSO_MPN_ADMIN
                .put("/v1/marketing-contact", contact("marketing@contoso.example"), null)
                .statusCode(200);

        CONTOSO_MPN_ADMIN.post(activation, null).statusCode(202);
        await().atMost(PATIENCE).untilAsserted(() -> CONTOSO_USER
                .get("/v1/go-to-market-offers/" + offer)
                .body("status", equalTo("ACTIVE"))
                .body("expiresAt", notNullValue()));
        await().atMost(PATIENCE).until(() -> mails().anyMatch(mail -> mail.contains("marketing@contoso.example")));
    }

    @Test
    @DisplayName("A-12, A-13: a purchase is given back within 30 days, its benefits end, and the trail says who did it")
    void cancellation() {
        String membership = FABRIKAM_ADMIN
                .post("/v1/partners/me/memberships", Map.of("offer", "action-pack"))
                .statusCode(201)
                .extract()
                .path("membershipId");
        await().atMost(PATIENCE)
                .untilAsserted(() -> FABRIKAM_ADMIN
                        .get("/v1/subscriptions")
                        .body("items.kind", hasItem("visual-studio-professional")));
        NORTHWIND_ADMIN
                .post("/v1/cancellations", Map.of("membershipId", membership))
                .statusCode(404);

        FABRIKAM_ADMIN
                .post("/v1/cancellations", Map.of("membershipId", membership))
                .statusCode(201)
                .body("status", equalTo("GRANTED"))
                .body("requestNumber", notNullValue());
        await().atMost(PATIENCE)
                .untilAsserted(() -> FABRIKAM_ADMIN
                        .get("/v1/partners/me/benefits")
                        .statusCode(200)
                        .body("items.grantedBy.membershipId", not(hasItem(membership))));
        await().atMost(PATIENCE)
                .untilAsserted(() -> FABRIKAM_ADMIN
                        .get("/v1/subscriptions")
                        .body("items.kind", not(hasItem("visual-studio-professional"))));
        FABRIKAM_ADMIN
                .get("/v1/audit-entries")
                .statusCode(200)
                .body("items.actor", hasItem("49600020-0000-4000-8000-000000000001"));
    }

    private static String idOf(Client client, String list, String kind) {
        return client.get(list)
                .statusCode(200)
                .extract()
                .path("items.find { it.kind == '" + kind + "' }.benefitId");
    }

    private static String membershipThatGranted(String benefit) {
        return CONTOSO_ADMIN
                .get("/v1/partners/me/benefits")
                .extract()
                .path("items.find { it.benefitId == '" + benefit + "' }.grantedBy.membershipId");
    }

    private static Map<String, String> contact(String email) {
        return Map.of("userId", USER, "email", email, "phone", "+48 22 555 01 00", "preferredLanguage", "pl");
    }

    private static Stream<String> mails() {
        try (Stream<Path> files = Files.list(Stack.DATA.resolve("mails"))) {
            return files.map(OtherBenefitsTest::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path mail) {
        try {
            return Files.readString(mail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
