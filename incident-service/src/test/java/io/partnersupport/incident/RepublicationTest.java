package io.partnersupport.incident;

import static io.partnersupport.kit.testing.Patience.await;

import io.partnersupport.incident.Neighbours.Contract;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.RepublishedTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class RepublicationTest {
    private final Person person = Person.outsider();

    @Inject
    MovableClock clock;

    @Inject
    ViewFreshness freshness;

    @BeforeEach
    void knowTheNeighbours() {
        clock.set(MovableClock.NOON);
        if (freshness.asOf().isEmpty()) {
            Neighbours.start(MovableClock.NOON);
            await().until(() -> !freshness.isBehind());
        }
    }

    @Test
    void everyTopicCanBeAnnouncedAgainWithoutChangingAState() {
        new Contract().send().link(person);
        await().untilAsserted(() ->
                person.requestWithKey().body("""
                        {"kind":"BREAK_FIX","severity":"C","title":"Queries hang","description":"Since Monday",
                        "contact":{"name":"Ada","email":"ada@contoso.example","language":"en","country":"PL",
                        "timeZone":"Europe/Warsaw","reachableAroundTheClock":false},"channel":"WEB",
                        "productId":"sql-server","version":"2025"}""").post("/v1/incidents").then().statusCode(201));

        RepublishedTopics.assertAnnouncedAgain();
    }
}
