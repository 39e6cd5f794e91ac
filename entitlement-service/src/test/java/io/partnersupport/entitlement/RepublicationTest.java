package io.partnersupport.entitlement;

import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.RepublishedTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class RepublicationTest {
    @Test
    void everyTopicCanBeAnnouncedAgainWithoutChangingAState() {
        GivenPartner partner = GivenPartner.ofKind("DIRECT");
        partner.addedUser();
        partner.addedCustomer(null);
        partner.added(
                Person.operator(),
                "/plans",
                "{\"plan\": \"PREMIER\", \"startsOn\": \"2026-01-01\", \"endsOn\": \"2026-12-31\"}");
        partner.added(
                Person.operator(),
                "/memberships",
                "{\"offer\": \"silver-competency\", \"competencyArea\": \"datacenter\", \"purchasedOn\": \"%s\"}"
                        .formatted(LocalDate.now(ZoneOffset.UTC)));

        RepublishedTopics.assertAnnouncedAgain();
    }
}
