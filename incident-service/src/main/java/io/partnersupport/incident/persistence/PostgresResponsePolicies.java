package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.response.ResponsePolicies;
import io.partnersupport.incident.domain.response.ResponsePolicy;
import io.partnersupport.kit.event.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
class PostgresResponsePolicies implements ResponsePolicies {
    private final EntityManager entityManager;
    private final EventJson json;

    PostgresResponsePolicies(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public Optional<ResponsePolicy> inForceAt(Instant at) {
        return Rows.of(entityManager
                        .createNativeQuery("SELECT policies FROM edition_in_force(:at)", Tuple.class)
                        .setParameter("at", at))
                .findFirst()
                .map(row -> json.read(row.get("policies", String.class), EditionPolicies.class)
                        .toResponsePolicy());
    }
}
