package io.partnersupport.linking;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnersupport.kit.testing.EventContract;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What contracts and balances say changes what a link is worth; a renewal makes a link go on. */
@QuarkusTest
@WithBacking
class RenewalsTest extends ServiceTest {
    private final Person person = Person.outsider();

    @Test
    @DisplayName("A-7: links follow to the renewed contract, nobody types IDs again")
    void linksFollowToTheRenewedContract() throws IOException {
        IssuedContract contract = known(new IssuedContract());
        Person colleague = Person.of(contract.partnerId);
        String first = link(person, contract).statusCode(201).extract().path("link.id");
        link(colleague, contract).statusCode(201);

        IssuedContract renewal = known(renewalOf(contract));

        ValidatableResponse list = eventuallyLinks(person, renewal);
        list.body("items.contract", contains(renewal.id.toString(), contract.id.toString()))
                .body("items.followedFrom", contains(first, null))
                .body("items.state", contains("USABLE", "USABLE"));
        eventuallyLinks(colleague, renewal);
        link(person, renewal).statusCode(200).body("link.followedFrom", equalTo(first));

        String followed = list.extract().path("items[0].id");
        var event = await().until(
                        () -> TestTopics.read("linking.links").stream()
                                .filter(each -> each.key().equals(followed))
                                .toList(),
                        hasSize(1))
                .get(0);
        assertThat(TestTopics.header(event, "ce_type")).isEqualTo("partnersupport.contract-link.followed");
        new EventContract("contract-linking-service", "contract-link").assertDescribes(event.value());
        assertThat(new ObjectMapper()
                        .readTree(event.value())
                        .get("followedFrom")
                        .textValue())
                .isEqualTo(first);
        assertThat(sql("SELECT actor || ' ' || action FROM link_audit_entry WHERE link_id = '" + followed + "'"))
                .singleElement()
                .isEqualTo("contract-linking-service FOLLOWED");
    }

    @Test
    @DisplayName("A-7: a link that the person removed afterwards does not come back")
    void aRemovedLinkDoesNotComeBack() {
        IssuedContract contract = known(new IssuedContract());
        link(person, contract).statusCode(201);
        IssuedContract renewal = known(renewalOf(contract));
        String followed = eventuallyLinks(person, renewal).extract().path("items[0].id");
        person.request().delete("/v1/contract-links/" + followed).then().statusCode(204);

        known(renewal);
        awaitReactionTo(renewal);

        links(person).body("items.contract", contains(contract.id.toString()));
    }

    @Test
    @DisplayName("A-7: who removed the link before the renewal, or linked the renewal itself, gets none besides")
    void doesNotFollowWhereNobodyWantsIt() {
        IssuedContract contract = known(new IssuedContract());
        String id = link(person, contract).statusCode(201).extract().path("link.id");
        person.request().delete("/v1/contract-links/" + id).then().statusCode(204);
        Person faster = Person.outsider();
        link(faster, contract).statusCode(201);
        IssuedContract renewal = known(new IssuedContract().of(contract));
        link(faster, renewal).statusCode(201);

        renewal.state.put("renews", contract.id.toString());
        known(renewal);
        awaitReactionTo(renewal);

        links(person).body("items", hasSize(0));
        links(faster).body("items.followedFrom", contains(nullValue(), nullValue()));
    }

    @Test
    @DisplayName("A-7: who links the old contract after its renewal gets the renewal too, and so on over years")
    void laterLinksFollowToo() {
        IssuedContract contract = known(new IssuedContract());
        IssuedContract renewal = known(renewalOf(contract));
        IssuedContract nextRenewal = known(renewalOf(renewal));
        link(person, contract).statusCode(201);
        eventuallyLinks(person, renewal);
        eventuallyLinks(person, nextRenewal);
    }

    @Test
    @DisplayName("A-7, E-14: the account of a single account plan keeps it, and nobody else gets it")
    void aSingleAccountPlanFollowsToo() {
        IssuedContract contract = new IssuedContract();
        contract.state.put("linkPolicy", "SINGLE_ACCOUNT");
        link(person, known(contract)).statusCode(201);
        IssuedContract renewal = renewalOf(contract);
        renewal.state.put("linkPolicy", "SINGLE_ACCOUNT");
        known(renewal);
        eventuallyLinks(person, renewal);
        link(Person.outsider(), renewal).statusCode(409).body("code", equalTo("access-id-in-use"));
    }

    @Test
    @DisplayName("I11: nothing follows to another partner's contract")
    void nothingFollowsToAnotherPartner() {
        IssuedContract contract = known(new IssuedContract());
        link(person, contract).statusCode(201);
        IssuedContract foreign = new IssuedContract();
        foreign.state.put("renews", contract.id.toString());
        known(foreign);
        awaitReactionTo(foreign);
        links(person).body("items.contract", not(hasItem(foreign.id.toString())));
    }

    @Test
    @DisplayName("L-1, L-5: a link's state follows expiry, exhaustion, refund and withdrawal")
    void theStateOfALinkFollows() {
        Instant end = NOW.plus(Duration.ofHours(1));
        IssuedContract contract = known(IssuedContract.actionPack().ending(end));
        link(person, contract).statusCode(201);
        knownBalance(contract, contract.product, 1, 10, 10, 0);
        links(person).body("items.state", contains("EXHAUSTED"));
        knownBalance(contract, contract.product, 2, 10, 10, 1);
        links(person).body("items.state", contains("USABLE"));
        clock.set(end.minusMillis(1));
        links(person).body("items.state", contains("USABLE"));
        clock.set(end);
        links(person).body("items.state", contains("EXPIRED"));
        contract.state.put("withdrawnAt", NOW.toString());
        known(contract);
        links(person).body("items.state", contains("WITHDRAWN"));
    }

    @Test
    @DisplayName(
            "L-2: when the pair is replaced, links stay; the old pair is a wrong one, the new one is known already")
    void linksStayWhenThePairIsReplaced() {
        IssuedContract contract = known(new IssuedContract());
        link(person, contract).statusCode(201);
        IssuedContract rotated = new IssuedContract();
        for (String part : Stream.of("accessIdDigest", "contractIdDigest").toList()) {
            contract.state.set(part, rotated.state.get(part));
        }
        known(contract);
        links(person).body("items.state", contains("USABLE"));
        link(person, contract).statusCode(422).body("code", equalTo("access-id-contract-id-mismatch"));
        link(person, rotated).statusCode(200).body("outcome", equalTo("already-linked"));
        link(Person.outsider(), rotated).statusCode(201);
    }

    private IssuedContract renewalOf(IssuedContract contract) {
        clock.set(clock.instant().plusMillis(1)); // lists are in the order of time
        IssuedContract renewal = new IssuedContract().of(contract);
        renewal.state.put("renews", contract.id.toString());
        return renewal;
    }

    private static ValidatableResponse links(Person who) {
        return who.request().get("/v1/contract-links").then().statusCode(200);
    }

    private static ValidatableResponse eventuallyLinks(Person who, IssuedContract contract) {
        await().untilAsserted(() -> links(who).body("items.contract", hasItem(contract.id.toString())));
        return links(who);
    }

    private void awaitReactionTo(IssuedContract renewal) {
        await().untilAsserted(() -> assertThat(
                        sql("SELECT 1 FROM known_contract WHERE NOT links_to_follow AND id = '" + renewal.id + "'"))
                .isEqualTo(List.of(1)));
    }
}
