package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.incident.Incident;
import io.partnersupport.incident.domain.incident.Incidents;
import io.partnersupport.kit.event.EventJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresIncidents implements Incidents, PanacheRepositoryBase<IncidentEntity, UUID> {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final EventJson json;

    PostgresIncidents(EventJson json) {
        this.json = json;
    }

    @Override
    public Optional<Incident> find(IncidentId id) {
        return findByIdOptional(id.value()).map(entity -> entity.toIncident(json));
    }

    @Override
    public List<Incident> openedBy(AccountId account, Optional<IncidentId> after, int limit) {
        return find(
                        "account = ?1 and id < ?2 order by id desc",
                        account.value(),
                        after.map(IncidentId::value).orElse(AFTER_ALL))
                .range(0, limit - 1)
                .stream()
                .map(entity -> entity.toIncident(json))
                .toList();
    }
}
