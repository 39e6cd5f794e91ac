package io.partnersupport.activation.messaging;

import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** What partners bought, and when, from entitlement-service. */
@ApplicationScoped
class KnownMemberships implements StateProjection<KnownMemberships.KnownMembership> {
    record KnownMembership(
            UUID membershipId,
            String partnerId,
            LocalDate purchasedOn,
            Instant startsAt,
            Instant endsAt,
            String edition,
            int editionRevision,
            boolean withdrawn) {}

    private final EntityManager entityManager;

    KnownMemberships(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public String topic() {
        return "entitlement.memberships";
    }

    @Override
    public Class<KnownMembership> stateType() {
        return KnownMembership.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("known_membership", "id", "uuid"));
    }

    @Override
    public void apply(List<StateEvent<KnownMembership>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO known_membership AS known (id, partner_id, purchased_on, starts_at, ends_at, edition,
                    edition_revision, withdrawn, sequence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET partner_id = excluded.partner_id, purchased_on = excluded.purchased_on,
                    starts_at = excluded.starts_at, ends_at = excluded.ends_at, edition = excluded.edition,
                    edition_revision = excluded.edition_revision, withdrawn = excluded.withdrawn,
                    sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            KnownMembership membership = event.state();
            statement.setObject(1, membership.membershipId());
            statement.setString(2, membership.partnerId());
            statement.setObject(3, membership.purchasedOn());
            statement.setObject(4, membership.startsAt().atOffset(ZoneOffset.UTC));
            statement.setObject(5, membership.endsAt().atOffset(ZoneOffset.UTC));
            statement.setString(6, membership.edition());
            statement.setInt(7, membership.editionRevision());
            statement.setBoolean(8, membership.withdrawn());
            statement.setLong(9, event.sequence());
        });
    }
}
