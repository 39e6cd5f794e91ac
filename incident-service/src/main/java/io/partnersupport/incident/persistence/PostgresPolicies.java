package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.lifecycle.Resolution;
import io.partnersupport.incident.domain.policy.AdvisoryPolicy;
import io.partnersupport.incident.domain.policy.IncidentPolicy;
import io.partnersupport.incident.domain.policy.Policies;
import io.partnersupport.kit.event.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

@ApplicationScoped
class PostgresPolicies implements Policies {
    private final EntityManager entityManager;
    private final EventJson json;

    PostgresPolicies(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    private record Documents(IncidentsDocument incidents, AdvisoryDocument advisory) {}

    private record IncidentsDocument(int reopenWithinDays, int readableMonths, List<RefundDocument> refunds) {}

    private record RefundDocument(String resolution, boolean refunded) {}

    private record AdvisoryDocument(int hoursPerEngagement, int contactWithinBusinessDays) {}

    @Override
    public Optional<IncidentPolicy> ofIncidents(Instant at) {
        return inForce(at)
                .map(Documents::incidents)
                .map(incidents -> new IncidentPolicy(
                        Duration.ofDays(incidents.reopenWithinDays()),
                        incidents.readableMonths(),
                        incidents.refunds().stream()
                                .filter(RefundDocument::refunded)
                                .map(refund -> Resolution.valueOf(refund.resolution()))
                                .collect(Collectors.toSet())));
    }

    @Override
    public Optional<AdvisoryPolicy> ofAdvice(Instant at) {
        return inForce(at)
                .map(Documents::advisory)
                .map(advice -> new AdvisoryPolicy(advice.hoursPerEngagement(), advice.contactWithinBusinessDays()));
    }

    private Optional<Documents> inForce(Instant at) {
        return Rows.of(entityManager
                        .createNativeQuery("SELECT policies FROM edition_in_force(:at)", Tuple.class)
                        .setParameter("at", at))
                .findFirst()
                .map(row -> json.read(row.get("policies", String.class), Documents.class));
    }
}
