package io.partnersupport.e2e;

import static io.partnersupport.e2e.Client.NORTHWIND_ADMIN;
import static io.partnersupport.e2e.Client.OUTSIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.partnersupport.e2e.Wire.Contract;
import io.partnersupport.e2e.Wire.LinkRequest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tickets "I get: Access ID is already associated", answered by the API itself; with Northwind's Action Pack. */
@ExtendWith(Stack.class)
class LinkingTest {
    private static final String BENEFIT = "Microsoft Product Support";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Client> COLLEAGUES = Stream.of(
                    "contoso-mpn-admin",
                    "contoso-user",
                    "contoso-agent",
                    "contoso-helpdesk",
                    "contoso-admin",
                    "fabrikam-admin",
                    "northwind-admin",
                    "adventure-admin",
                    "tailspin-agent",
                    "engineer")
            .map(Client::new)
            .toList();

    private static Contract contract;

    @BeforeAll
    static void northwindHasAContract() {
        String benefit = MainJobTest.benefit(NORTHWIND_ADMIN, BENEFIT).benefitId();
        NORTHWIND_ADMIN
                .post("/v1/technical-benefits/" + benefit + "/activation", null)
                .statusCode(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                MainJobTest.benefit(NORTHWIND_ADMIN, BENEFIT).status())
                        .isEqualTo("ACTIVE"));
        contract = MainJobTest.benefit(NORTHWIND_ADMIN, BENEFIT).contract();
    }

    @AfterAll
    static void everybodyUnlinks() {
        Stream.concat(COLLEAGUES.stream(), Stream.of(OUTSIDER)).forEach(LinkingTest::unlink);
    }

    @Test
    @DisplayName(
            "L-2, E-4: linked on-premises, then again from the cloud portal: nothing to do, and why it shows nothing")
    void linkedOnPremisesThenAgainFromTheCloudPortal() {
        Client person = new Client("contoso-user");
        unlink(person);
        String first = link(person, "ON_PREMISES")
                .statusCode(201)
                .body("outcome", equalTo("linked"))
                .body("notices", hasSize(0))
                .extract()
                .path("link.id");
        link(person, "CLOUD")
                .statusCode(200)
                .body("outcome", equalTo("already-linked"))
                .body("link.id", equalTo(first))
                .body("plans[0].granted", equalTo(10))
                .body("notices[0].code", equalTo("no-cloud-benefit"))
                .body("nextStep", containsString("nothing to do"));
    }

    @Test
    @DisplayName(
            "E-4: Action Pack first from the cloud portal: linked, with the reason why nothing of it appears there")
    void actionPackFromTheCloudPortal() {
        Client person = new Client("contoso-helpdesk");
        unlink(person);
        link(person, "CLOUD")
                .statusCode(201)
                .body("notices[0].code", equalTo("no-cloud-benefit"))
                .body("notices[0].text", containsString("Action Pack"));
    }

    @Test
    @DisplayName("L-1, L-6: a personal account outside the partner links, unlinks and links again")
    void aPersonalAccountLinksUnlinksAndLinksAgain() {
        unlink(OUTSIDER);
        String first = link(OUTSIDER, "ON_PREMISES").statusCode(201).extract().path("link.id");
        NORTHWIND_ADMIN
                .get("/v1/contract-links?contract=" + contract.id())
                .statusCode(200)
                .body("items.find { it.id == '" + first + "' }.account.directory", equalTo("MSA"));
        OUTSIDER.delete("/v1/contract-links/" + first).statusCode(204);
        link(OUTSIDER, "ON_PREMISES").statusCode(201).body("link.id", not(first));
        NORTHWIND_ADMIN
                .get("/v1/link-audit-entries?contract=" + contract.id())
                .statusCode(200)
                .body("items.action", hasItems("LINKED", "UNLINKED"));
    }

    @Test
    @DisplayName("L-1: ten colleagues link one contract")
    void tenColleaguesLinkOneContract() {
        COLLEAGUES.forEach(LinkingTest::unlink);
        List<String> links = COLLEAGUES.stream()
                .map(person ->
                        link(person, "ON_PREMISES").statusCode(201).extract().<String>path("link.id"))
                .toList();
        assertThat(links).doesNotHaveDuplicates().hasSize(10);
        NORTHWIND_ADMIN
                .get("/v1/contract-links?contract=" + contract.id())
                .statusCode(200)
                .body("items.id", hasItems(links.toArray()));
    }

    @Test
    @DisplayName("DOMAIN 7: the answer is in the reader's language, and its page is there")
    void answersInFourLanguages() {
        Client person = new Client("fabrikam-admin");
        LinkRequest wrong = new LinkRequest("4024007109", contract.contractId(), "CLOUD");
        Stream.of(
                        new String[] {"en", "This is not an Access ID"},
                        new String[] {"pl-PL,pl;q=0.9", "To nie jest Access ID"},
                        new String[] {"ru", "Это не Access ID"},
                        new String[] {"zh-Hans", "这不是 Access ID"})
                .forEach(language -> person.postIn(language[0], "/v1/contract-links", wrong)
                        .statusCode(400)
                        .body("title", equalTo(language[1])));
        person.get("/problems/malformed-access-id").statusCode(200).body("remedy", containsString("benefits page"));
    }

    private static ValidatableResponse link(Client person, String portal) {
        return person.post("/v1/contract-links", new LinkRequest(contract.accessId(), contract.contractId(), portal));
    }

    private static void unlink(Client person) {
        person.get("/v1/contract-links")
                .extract()
                .<List<String>>path("items.findAll { it.contract == '" + contract.id() + "' }.id")
                .forEach(id -> person.delete("/v1/contract-links/" + id).statusCode(204));
    }
}
