package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.customer.CustomerId;
import io.partnersupport.incident.domain.customer.SupportGroup;
import io.partnersupport.incident.domain.customer.SupportGroups;
import io.partnersupport.kit.event.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@ApplicationScoped
class PostgresSupportGroups implements SupportGroups {
    private final EntityManager entityManager;
    private final EventJson json;

    PostgresSupportGroups(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public Optional<SupportGroup> find(CustomerId customer, PartnerId partner) {
        return Rows.of(entityManager
                        .createNativeQuery("""
                                SELECT coalesce(CAST(g.members AS text), '[]') AS members, coalesce(g.sequence, 0) AS sequence
                                FROM customer c LEFT JOIN support_group g USING (customer_id)
                                WHERE c.customer_id = :customer AND c.partner_id = :partner AND NOT c.withdrawn""", Tuple.class)
                        .setParameter("customer", customer.value())
                        .setParameter("partner", partner.value()))
                .findFirst()
                .map(row -> new SupportGroup(
                        customer,
                        Stream.of(json.read(row.get("members", String.class), String[].class))
                                .map(AccountId::new)
                                .collect(Collectors.toSet()),
                        Rows.number(row, "sequence")));
    }

    @Override
    public Optional<SupportGroup> replace(SupportGroup group, AccountId by, Instant at) {
        return Rows.of(entityManager
                        .createNativeQuery("""
                                WITH changed AS (
                                    UPDATE support_group SET members = CAST(:members AS jsonb), changed_by = :by,
                                        changed_at = :at, sequence = sequence + 1
                                    WHERE customer_id = :customer AND sequence = :sequence
                                    RETURNING sequence
                                ), made AS (
                                    INSERT INTO support_group (customer_id, members, changed_by, changed_at, sequence)
                                    SELECT :customer, CAST(:members AS jsonb), :by, :at, 1 WHERE :sequence = 0
                                    ON CONFLICT (customer_id) DO NOTHING
                                    RETURNING sequence
                                )
                                SELECT sequence FROM changed UNION ALL SELECT sequence FROM made""", Tuple.class)
                        .setParameter("customer", group.customer().value())
                        .setParameter(
                                "members",
                                json.write(group.members().stream()
                                        .map(AccountId::value)
                                        .sorted()
                                        .toList()))
                        .setParameter("by", by.value())
                        .setParameter("at", at)
                        .setParameter("sequence", group.sequence()))
                .findFirst()
                .map(row -> new SupportGroup(group.customer(), group.members(), Rows.number(row, "sequence")));
    }
}
