package io.partnersupport.activation.messaging;

import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** That memberships are to be renewed, from entitlement-service. */
@ApplicationScoped
class KnownNotices implements StateProjection<KnownNotices.KnownNotice> {
    record KnownNotice(
            UUID noticeId,
            String kind,
            String partnerId,
            String offerName,
            String competencyArea,
            Instant endsAt,
            Instant usableUntil) {}

    private final EntityManager entityManager;

    KnownNotices(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public String topic() {
        return "entitlement.notices";
    }

    @Override
    public Class<KnownNotice> stateType() {
        return KnownNotice.class;
    }

    @Override
    public boolean isOfFacts() {
        return true;
    }

    @Override
    public void apply(List<StateEvent<KnownNotice>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO known_notice
                    (id, kind, partner_id, offer_name, competency_area, ends_at, usable_until, sequence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""", newest, (statement, event) -> {
            KnownNotice notice = event.state();
            statement.setObject(1, notice.noticeId());
            statement.setString(2, notice.kind());
            statement.setString(3, notice.partnerId());
            statement.setString(4, notice.offerName());
            statement.setString(5, notice.competencyArea());
            statement.setObject(6, notice.endsAt().atOffset(ZoneOffset.UTC));
            statement.setObject(7, notice.usableUntil().atOffset(ZoneOffset.UTC));
            statement.setLong(8, event.sequence());
        });
    }
}
