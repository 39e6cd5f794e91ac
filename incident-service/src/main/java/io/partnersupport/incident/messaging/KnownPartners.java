package io.partnersupport.incident.messaging;

import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.customer.PartnerKind;
import io.partnersupport.incident.domain.customer.PartnerProfile;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who the partners are in the Cloud Solution Provider program. */
@ApplicationScoped
class KnownPartners implements StateProjection<KnownPartners.PartnerState> {
    record PartnerState(String partnerId, String managedIn, PartnerKind partnerKind, UUID tenantId, boolean withdrawn) {
        PartnerProfile toProfile() {
            return new PartnerProfile(
                    new PartnerId(partnerId), partnerKind, Optional.ofNullable(tenantId), "PMC".equals(managedIn));
        }
    }

    private final EntityManager entityManager;
    private final EventJson json;

    KnownPartners(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public String topic() {
        return "entitlement.partners";
    }

    @Override
    public Class<PartnerState> stateType() {
        return PartnerState.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("partner", "partner_id", "text"));
    }

    @Override
    public void apply(List<StateEvent<PartnerState>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO partner AS known (partner_id, details, withdrawn, sequence) VALUES (?, ?, ?, ?)
                ON CONFLICT (partner_id) DO UPDATE SET details = excluded.details, withdrawn = excluded.withdrawn,
                    sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            statement.setString(1, event.state().partnerId());
            statement.setString(2, json.write(event.state().toProfile()));
            statement.setBoolean(3, event.state().withdrawn());
            statement.setLong(4, event.sequence());
        });
    }
}
