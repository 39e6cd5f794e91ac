package io.partnersupport.activation;

import static io.partnersupport.activation.Requests.activated;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.RepublishedTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class RepublicationTest {
    @Inject
    Elsewhere elsewhere;

    @Test
    void everyTopicCanBeAnnouncedAgainWithoutChangingAState() {
        String partner = Elsewhere.newPartnerId();
        Person admin = Person.of(partner, Role.GLOBAL_ADMIN);
        elsewhere.partner(partner, "PARTNER_CENTER");
        activated(admin, elsewhere.productSupport(partner, Map.of()));
        UUID membership = elsewhere.membership(partner, 1, Map.of());
        UUID offer = elsewhere.offer(partner, membership, "press-release-kit", Map.of());
        admin.requestWithKey()
                .body(Map.of("offerId", offer))
                .post("/v1/cancellations")
                .then()
                .statusCode(201);

        RepublishedTopics.assertAnnouncedAgain();
    }
}
