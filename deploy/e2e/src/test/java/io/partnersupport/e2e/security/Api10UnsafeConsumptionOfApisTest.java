package io.partnersupport.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.partnersupport.e2e.Stack;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OWASP API10:2023: what partners' receivers answer is a stranger's. */
@ExtendWith(Stack.class)
class Api10UnsafeConsumptionOfApisTest {
    @Test
    @DisplayName("Nothing of what a receiver answers is kept or shown, however much it answers")
    void nothingOfTheAnswerIsShown() {
        Account admin = World.shared().others().admin();
        JsonNode delivery = Receiver.visitedBy(admin, "/talkative");
        assertThat(delivery.at("/attempts/0/statusCode").asInt()).isEqualTo(418);
        assertThat(delivery.toString()).doesNotContain(Receiver.TALK);
        assertThat(Databases.tablesWith("incident", Receiver.TALK)).isEmpty();
        assertThat(Receiver.bytesTaken()).as("bytes of the endless answer").isLessThan(Receiver.MUCH);
    }
}
