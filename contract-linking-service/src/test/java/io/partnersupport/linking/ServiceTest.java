package io.partnersupport.linking;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** What all tests of the running service need: the other services' topics, a view that is up to date, requests. */
abstract class ServiceTest {
    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    static final String[] TOPICS = {"activation.contracts", "incident.balances"};

    @Inject
    TestClock clock;

    @Inject
    ViewFreshness freshness;

    @Inject
    EntityManager entityManager;

    @BeforeEach
    void theViewIsUpToDate() {
        clock.set(NOW);
        TestTopics.create(TOPICS);
        if (!isUpToDateAt(NOW)) {
            upToDateAt(NOW);
        }
    }

    /** Sets the clock, and the view is complete up to then. */
    void upToDateAt(Instant instant) {
        clock.set(instant);
        TestTopics.heartbeat(instant, TOPICS);
        await().until(() -> isUpToDateAt(instant));
    }

    private boolean isUpToDateAt(Instant instant) {
        return Stream.of(TOPICS).allMatch(topic -> freshness.isCompleteUntil(topic, instant));
    }

    IssuedContract known(IssuedContract contract) {
        long sequence = contract.publish();
        await().untilAsserted(() ->
                assertThat(sequenceOf("known_contract", "id", contract.id)).isEqualTo(sequence));
        return contract;
    }

    void knownBalance(IssuedContract contract, java.util.UUID benefit, long as, int granted, int spent, int refunded) {
        contract.publishBalance(benefit, as, granted, spent, refunded);
        await().untilAsserted(() ->
                assertThat(sequenceOf("known_balance", "benefit_id", benefit)).isEqualTo(as));
    }

    Object sequenceOf(String table, String idColumn, java.util.UUID id) {
        return sql("SELECT max(sequence) FROM " + table + " WHERE " + idColumn + " = '" + id + "'")
                .get(0);
    }

    List<?> sql(String query) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entityManager.createNativeQuery(query).getResultList());
    }

    static String body(String accessId, String contractId, String portal) {
        return "{\"accessId\":\"%s\",\"contractId\":\"%s\",\"portal\":\"%s\"}".formatted(accessId, contractId, portal);
    }

    static ValidatableResponse link(Person person, String accessId, String contractId, String portal) {
        return person.requestWithKey()
                .body(body(accessId, contractId, portal))
                .post("/v1/contract-links")
                .then()
                .log()
                .ifValidationFails();
    }

    static ValidatableResponse link(Person person, IssuedContract contract) {
        return link(person, contract.accessId, contract.contractId, "ON_PREMISES");
    }
}
