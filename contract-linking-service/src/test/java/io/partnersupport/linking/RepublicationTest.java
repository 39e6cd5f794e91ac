package io.partnersupport.linking;

import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.RepublishedTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class RepublicationTest extends ServiceTest {
    @Test
    void everyLinkCanBeAnnouncedAgainWithoutChangingIt() {
        IssuedContract contract = known(new IssuedContract());
        Person former = Person.outsider();
        String removed = link(former, contract).statusCode(201).extract().path("link.id");
        former.request().delete("/v1/contract-links/" + removed).then().statusCode(204);
        link(Person.outsider(), contract).statusCode(201);

        RepublishedTopics.assertAnnouncedAgain();
    }
}
