package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.activation.Activation;
import io.partnersupport.activation.domain.activation.ActivationId;
import io.partnersupport.activation.domain.activation.ActivationStatus;
import io.partnersupport.activation.domain.activation.Activations;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.kit.event.EventJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

@ApplicationScoped
class PostgresActivations implements Activations, PanacheRepositoryBase<ActivationEntity, UUID> {
    /** What {@link Activation#isDue()} says, and requests that nothing can come of any more, whoever decides. */
    private static final String DUE = """
            state = 'REQUESTED' AND (processing = 'AUTOMATIC' OR approved_at IS NOT NULL
                OR EXISTS (SELECT FROM known_benefit known
                    WHERE known.id = benefit_id AND (known.withdrawn OR known.usable_until <= :at)))""";

    /** A rejected request has no part in what became of the benefit after a later one. */
    private static final String TRACKED = """
            select a, b, l from ActivationEntity a
            join KnownBenefitEntity b on b.id = a.benefitId
            left join ContractLineEntity l on l.benefitId = a.benefitId and a.state = ACTIVE
            where 1 = 1""";

    private final EventJson json;

    PostgresActivations(EventJson json) {
        this.json = json;
    }

    @Override
    public Map<BenefitId, Activation> latest(Collection<BenefitId> benefits) {
        return find(
                        "benefitId in ?1 order by id",
                        benefits.stream().map(BenefitId::value).toList())
                .stream()
                .map(ActivationEntity::toActivation)
                .collect(Collectors.toMap(Activation::benefitId, activation -> activation, (earlier, later) -> later));
    }

    @Override
    public Activation addUnlessLive(Activation requested) {
        // the update changes nothing: it waits for whoever adds one at the same moment, and returns theirs
        return ((ActivationEntity) getEntityManager()
                        .createNativeQuery("""
                                INSERT INTO activation (id, benefit_id, partner_id, processing, state,
                                    requested_by, requested_by_role, requested_at, expected_by)
                                VALUES (:id, :benefit, :partner, :processing, 'REQUESTED', :by, :role, :at, :expectedBy)
                                ON CONFLICT (benefit_id) WHERE state <> 'REJECTED'
                                DO UPDATE SET benefit_id = excluded.benefit_id
                                RETURNING *""", ActivationEntity.class)
                        .setParameter("id", requested.id().value())
                        .setParameter("benefit", requested.benefitId().value())
                        .setParameter("partner", requested.partnerId().value())
                        .setParameter("processing", requested.processing().name())
                        .setParameter("by", requested.requestedBy().id())
                        .setParameter("role", requested.requestedBy().role())
                        .setParameter("at", requested.requestedAt())
                        .setParameter("expectedBy", requested.expectedBy())
                        .getSingleResult())
                .toActivation();
    }

    @Override
    public void save(Activation changed) {
        findById(changed.id().value()).move(changed);
    }

    @Override
    public Optional<Activation> lock(ActivationId id) {
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).map(ActivationEntity::toActivation);
    }

    @Override
    public List<ActivationId> due(Instant at, int limit) {
        List<?> ids = getEntityManager()
                .createNativeQuery("SELECT id FROM activation WHERE " + DUE + " ORDER BY id LIMIT :limit", UUID.class)
                .setParameter("at", at)
                .setParameter("limit", limit)
                .getResultList();
        return ids.stream().map(id -> new ActivationId((UUID) id)).toList();
    }

    @Override
    public Optional<Activation> lockDue(ActivationId id, Instant at) {
        List<?> locked = getEntityManager()
                .createNativeQuery(
                        "SELECT * FROM activation WHERE id = :id AND " + DUE + " FOR UPDATE SKIP LOCKED",
                        ActivationEntity.class)
                .setParameter("id", id.value())
                .setParameter("at", at)
                .getResultList();
        return locked.stream()
                .map(entity -> ((ActivationEntity) entity).toActivation())
                .findFirst();
    }

    @Override
    public Optional<Tracked> track(ActivationId id, Instant at) {
        return track(TRACKED + " and a.id = :id", Map.of("id", id.value()), at, 1).stream()
                .findFirst();
    }

    @Override
    public List<Tracked> list(
            Optional<PartnerId> partner,
            Optional<ActivationStatus> status,
            Instant at,
            Optional<UUID> after,
            int limit) {
        List<String> conditions = new ArrayList<>(List.of(TRACKED));
        Map<String, Object> parameters = new HashMap<>();
        partner.ifPresent(id -> {
            conditions.add("a.partnerId = :partner");
            parameters.put("partner", id.value());
        });
        status.ifPresent(wanted -> {
            conditions.add(condition(wanted));
            if (wanted == ActivationStatus.ACTIVE || wanted == ActivationStatus.EXPIRED) {
                parameters.put("at", at);
            }
        });
        after.ifPresent(id -> {
            conditions.add("a.id < :after");
            parameters.put("after", id);
        });
        return track(String.join(" and ", conditions) + " order by a.id desc", parameters, at, limit);
    }

    @Override
    public List<Tracked> awaitingReview(Optional<PartnerId> partner, Instant at, Optional<UUID> after, int limit) {
        List<String> conditions = new ArrayList<>(
                List.of(TRACKED, "a.state = REQUESTED and a.processing = REVIEW and a.approvedAt is null"));
        Map<String, Object> parameters = new HashMap<>();
        partner.ifPresent(id -> {
            conditions.add("a.partnerId = :partner");
            parameters.put("partner", id.value());
        });
        after.ifPresent(id -> {
            conditions.add("a.id > :after");
            parameters.put("after", id);
        });
        return track(String.join(" and ", conditions) + " order by a.id", parameters, at, limit);
    }

    private List<Tracked> track(String query, Map<String, Object> parameters, Instant at, int limit) {
        var typed = getEntityManager().createQuery(query, Object[].class).setMaxResults(limit);
        parameters.forEach(typed::setParameter);
        return typed.getResultStream()
                .map(row -> tracked((ActivationEntity) row[0], (KnownBenefitEntity) row[1], row[2], at))
                .toList();
    }

    private Tracked tracked(ActivationEntity entity, KnownBenefitEntity benefit, Object line, Instant at) {
        Activation activation = entity.toActivation();
        return new Tracked(
                activation,
                ActivationStatus.of(
                        benefit.toBenefit(json),
                        Optional.of(activation),
                        Optional.ofNullable((ContractLineEntity) line).map(ContractLineEntity::toLine),
                        at));
    }

    /** What {@link ActivationStatus#of} says, as a filter. */
    private static String condition(ActivationStatus status) {
        return switch (status) {
            case AVAILABLE -> "1 = 0"; // nobody has asked for it: there is no activation
            case REQUESTED -> "a.state = REQUESTED";
            case REJECTED -> "a.state = REJECTED";
            case WITHDRAWN -> "l is not null and b.withdrawn";
            case SUPERSEDED -> "l is not null and not b.withdrawn and l.supersededAt is not null";
            case EXPIRED -> "not b.withdrawn and l.supersededAt is null and l.endsAt <= :at";
            case ACTIVE -> "not b.withdrawn and l.supersededAt is null and l.endsAt > :at";
        };
    }
}
