package io.partnersupport.activation;

import static io.partnersupport.activation.Requests.activate;
import static io.partnersupport.activation.Requests.activated;
import static io.partnersupport.activation.Requests.reject;
import static io.partnersupport.activation.Requests.rotate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
@QuarkusTestResource(Mailbox.class)
class AuditTest {
    private static final String ENTRIES = "/v1/audit-entries";

    private final String partnerId = Elsewhere.newPartnerId();
    private final Person admin = Person.of(partnerId, Role.GLOBAL_ADMIN);
    private final Person operator = Person.operator();

    @Inject
    Elsewhere elsewhere;

    @Inject
    Database database;

    @BeforeEach
    void partnerIsKnown() {
        elsewhere.partner(partnerId, "PARTNER_CENTER");
    }

    @Test
    @DisplayName("A-13: who, role, when, action, from, to, reason; newest first, paged and filtered")
    void tellsWhoChangedWhat() {
        UUID benefit = elsewhere.productSupport(partnerId, Map.of());
        activated(admin, benefit);
        UUID reviewed = elsewhere.cloudSupport(partnerId, Map.of("processing", "REVIEW"));
        reject(operator, activate(admin, reviewed).path("id"), "The company data is incomplete");

        JsonPath entries = admin.request().get(ENTRIES).jsonPath();
        assertThat(entries.<Object>getList("items.action"))
                .hasSize(5)
                .startsWith("ACTIVATION_REJECTED", "ACTIVATION_REQUESTED")
                .contains("CONTRACT_ISSUED", "ACTIVATION_COMPLETED") // of one transaction, in no order
                .endsWith("ACTIVATION_REQUESTED");
        assertThat(entries.getMap("items[0]"))
                .containsEntry("actor", operator.userId())
                .containsEntry("role", "program-operator")
                .containsEntry("partnerId", partnerId)
                .containsEntry("subject", reviewed.toString())
                .containsEntry("from", "REQUESTED")
                .containsEntry("to", "REJECTED")
                .containsEntry("reason", "The company data is incomplete");

        assertFound("action=ACTIVATION_REQUESTED", 2, "action", "ACTIVATION_REQUESTED");
        assertFound("actor=" + admin.userId(), 2, "actor", admin.userId());
        assertFound("subject=" + benefit, 2, "subject", benefit.toString());
        String latest = entries.getString("items[0].at");
        admin.request().get(ENTRIES + "?from=" + latest).then().body("items", hasSize(1));
        admin.request().get(ENTRIES + "?to=" + latest).then().body("items", hasSize(4));
        operator.request()
                .get(ENTRIES + "?partnerId=" + partnerId + "&action=CONTRACT_ISSUED")
                .then()
                .body("items.partnerId", contains(partnerId));
        admin.request().get(ENTRIES + "?action=x").then().statusCode(400).body("errors.field", contains("action"));
        admin.request().get(ENTRIES + "?from=x").then().statusCode(400).body("errors.field", contains("from"));

        List<String> paged = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = admin.request()
                    .get(ENTRIES + "?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .jsonPath();
            paged.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor");
        }
        assertThat(paged).isEqualTo(entries.getList("items.id"));
        String own = admin.request().get(ENTRIES + "?limit=2").path("nextCursor");
        operator.request().get(ENTRIES + "?limit=2&cursor=" + own).then().statusCode(400);
    }

    @Test
    @DisplayName("A-13: the export is a table that no spreadsheet runs, without the pair")
    void exportsATable() {
        activated(admin, elsewhere.productSupport(partnerId, Map.of()));
        JsonPath contract = admin.request().get("/v1/contracts").jsonPath();
        Response rotated = rotate(admin, contract.getString("items[0].id"));
        UUID reviewed = elsewhere.cloudSupport(partnerId, Map.of("processing", "REVIEW"));
        reject(operator, activate(admin, reviewed).path("id"), "=HYPERLINK(\"http://x\"), see @A1");

        Response table = admin.request().accept("text/csv").get(ENTRIES);

        table.then().statusCode(200).header("Content-Type", equalTo("text/csv;charset=UTF-8"));
        List<String> lines = table.asString().lines().toList();
        assertThat(lines.get(0)).isEqualTo("id,at,partnerId,actor,role,action,subject,from,to,reason");
        assertThat(lines).hasSize(7);
        assertThat(lines.get(1)).endsWith(",REQUESTED,REJECTED,\"'=HYPERLINK(\"\"http://x\"\"), see @A1\"");
        assertThat(table.asString())
                .doesNotContain(rotated.<String>path("accessId"))
                .doesNotContain(rotated.<String>path("contractId"));
        assertThat(admin.request()
                        .accept("text/csv")
                        .get(ENTRIES + "?action=CONTRACT_ROTATED")
                        .asString()
                        .lines())
                .hasSize(2);
    }

    @Test
    @DisplayName("A-13: the export has everything, also beyond a page of it")
    void exportsEverything() {
        database.execute("""
                INSERT INTO audit_entry (id, partner_id, actor, role, at, action, subject, to_state)
                SELECT gen_random_uuid(), '%s', 'ada', 'global-admin', now(), 'CONTRACT_ISSUED', gen_random_uuid(), 'ISSUED'
                FROM generate_series(1, 1001)""".formatted(partnerId));
        List<String> lines = admin.request()
                .accept("text/csv")
                .get(ENTRIES)
                .asString()
                .lines()
                .toList();
        assertThat(lines).hasSize(1002).doesNotHaveDuplicates();
    }

    private void assertFound(String filter, int count, String field, String value) {
        admin.request()
                .get(ENTRIES + "?" + filter)
                .then()
                .body("items", hasSize(count))
                .body("items." + field, everyItem(equalTo(value)));
    }
}
