package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.benefit.Benefits;
import io.partnersupport.kit.event.EventJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresBenefits implements Benefits, PanacheRepositoryBase<BenefitEntity, UUID> {
    private final EventJson json;

    PostgresBenefits(EventJson json) {
        this.json = json;
    }

    @Override
    public List<Benefit> usableSince(PartnerId partner, Instant at) {
        return benefits(
                "partnerId = ?1 and usableUntil > ?2 and (withdrawnAt is null or withdrawnAt > ?2)"
                        + " order by kind, startsAt, id",
                partner.value(),
                at);
    }

    @Override
    public List<Benefit> notEnded(PartnerId partner, Instant at) {
        return benefits("partnerId = ?1 and usableUntil > ?2 order by kind, startsAt, id", partner.value(), at);
    }

    @Override
    public Optional<Benefit> find(UUID id) {
        return findByIdOptional(id).map(entity -> entity.toBenefit(json));
    }

    @Override
    public List<Benefit> grantedBy(UUID membership) {
        return benefits("membershipId = ?1 order by kind", membership);
    }

    private List<Benefit> benefits(String query, Object... parameters) {
        return find(query, parameters).stream()
                .map(entity -> entity.toBenefit(json))
                .toList();
    }

    @Override
    public List<Long> save(List<Benefit> benefits) {
        Map<UUID, Long> sequences = raiseKnown(benefits);
        for (Benefit benefit : benefits) {
            if (!sequences.containsKey(benefit.id())) {
                BenefitEntity entity = BenefitEntity.of(benefit, json);
                entity.sequence = 1;
                persist(entity);
                sequences.put(benefit.id(), entity.sequence);
            }
        }
        flush(); // in one batch
        return benefits.stream().map(benefit -> sequences.get(benefit.id())).toList();
    }

    /** Of a known grant nothing ever changes but when it is listed, and that it is withdrawn. */
    private Map<UUID, Long> raiseKnown(List<Benefit> benefits) {
        List<?> raised = getEntityManager()
                .createNativeQuery("""
                        UPDATE benefit SET listed = changed.listed, withdrawn_at = changed.withdrawn_at,
                            sequence = sequence + 1
                        FROM unnest(cast(:ids AS uuid[]), cast(:listed AS text[]),
                            cast(cast(:withdrawn AS text[]) AS timestamptz[])) AS changed (id, listed, withdrawn_at)
                        WHERE benefit.id = changed.id RETURNING benefit.id, sequence""")
                .setParameter("ids", benefits.stream().map(Benefit::id).toArray(UUID[]::new))
                .setParameter(
                        "listed",
                        benefits.stream()
                                .map(benefit -> json.write(benefit.listed()))
                                .toArray(String[]::new))
                .setParameter(
                        "withdrawn",
                        benefits.stream()
                                .map(benefit -> benefit.withdrawnAt()
                                        .map(Instant::toString)
                                        .orElse(null))
                                .toArray(String[]::new))
                .getResultList();
        Map<UUID, Long> sequences = new HashMap<>();
        for (Object row : raised) {
            Object[] columns = (Object[]) row;
            sequences.put((UUID) columns[0], ((Number) columns[1]).longValue());
        }
        return sequences;
    }
}
