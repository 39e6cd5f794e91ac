package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.MembershipId;
import io.partnersupport.activation.domain.key.KeyReveal;
import io.partnersupport.activation.domain.key.KeyReveals;
import io.partnersupport.activation.domain.key.ProductKeyId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

@ApplicationScoped
class PostgresKeyReveals implements KeyReveals {
    private final EntityManager entityManager;

    PostgresKeyReveals(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public void add(KeyReveal reveal) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO key_reveal (id, benefit_id, partner_id, key_id, language, operating_system,
                            revealed_by, revealed_by_role, revealed_at)
                        VALUES (:id, :benefit, :partner, :key, :language, :operatingSystem, :by, :role, :at)""")
                .setParameter("id", reveal.id())
                .setParameter("benefit", reveal.benefitId().value())
                .setParameter("partner", reveal.partnerId().value())
                .setParameter("key", reveal.keyId().value())
                .setParameter("language", reveal.language().orElse(null))
                .setParameter("operatingSystem", reveal.operatingSystem().orElse(null))
                .setParameter("by", reveal.by().id())
                .setParameter("role", reveal.by().role())
                .setParameter("at", reveal.at())
                .executeUpdate();
    }

    @Override
    public Map<BenefitId, Instant> first(Collection<BenefitId> benefits) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT benefit_id, min(revealed_at) FROM key_reveal WHERE benefit_id = ANY (:ids)
                        GROUP BY benefit_id""")
                .setParameter("ids", benefits.stream().map(BenefitId::value).toArray(UUID[]::new))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .collect(Collectors.toMap(row -> new BenefitId((UUID) row[0]), row -> (Instant) row[1]));
    }

    @Override
    public List<KeyReveal> list(BenefitId benefit, Optional<UUID> after, int limit) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT id, partner_id, key_id, language, operating_system, revealed_by, revealed_by_role,
                            revealed_at
                        FROM key_reveal
                        WHERE benefit_id = :benefit AND (CAST(:after AS uuid) IS NULL OR id < CAST(:after AS uuid))
                        ORDER BY id DESC LIMIT :limit""")
                .setParameter("benefit", benefit.value())
                .setParameter("after", after.map(UUID::toString).orElse(null))
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new KeyReveal(
                        (UUID) row[0],
                        benefit,
                        new PartnerId((String) row[1]),
                        new ProductKeyId((UUID) row[2]),
                        Optional.ofNullable((String) row[3]),
                        Optional.ofNullable((String) row[4]),
                        new Actor((String) row[5], (String) row[6]),
                        (Instant) row[7]))
                .toList();
    }

    @Override
    public boolean anyOfSoftware(MembershipId membership) {
        return (Boolean) entityManager
                .createNativeQuery("""
                        SELECT EXISTS (SELECT 1 FROM key_reveal r JOIN known_benefit b ON b.id = r.benefit_id
                            WHERE b.membership_id = :membership AND b.category = 'SOFTWARE')""", Boolean.class)
                .setParameter("membership", membership.value())
                .getSingleResult();
    }
}
