package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.AllStates;
import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.customer.Customer;
import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.PartnerUser;
import io.partnersupport.entitlement.domain.plan.PaidPlan;
import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.persistence.RaisedSequences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

@ApplicationScoped
class PostgresAllStates implements AllStates {
    private static final String TEXT = "text";
    private static final String UUIDS = "uuid";

    /** Where the aggregates of a kind are, and how one is read. */
    private record Place<E, T>(
            Class<E> entity,
            String table,
            String keyColumn,
            String keyField,
            String keyType,
            Function<E, Object> key,
            Function<E, T> state) {}

    private final EntityManager entityManager;
    private final Map<Class<?>, Place<?, ?>> places;

    PostgresAllStates(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.places = Map.of(
                Product.class,
                new Place<>(
                        ProductEntity.class,
                        "product",
                        "product_id",
                        "productId",
                        TEXT,
                        entity -> entity.productId,
                        entity -> entity.toProduct(json)),
                Partner.class,
                new Place<>(
                        PartnerEntity.class,
                        "partner",
                        "partner_id",
                        "partnerId",
                        TEXT,
                        entity -> entity.partnerId,
                        PartnerEntity::toPartner),
                PartnerUser.class,
                new Place<>(
                        PartnerUserEntity.class,
                        "partner_user",
                        "user_id",
                        "userId",
                        TEXT,
                        entity -> entity.userId,
                        PartnerUserEntity::toUser),
                Membership.class,
                byId(MembershipEntity.class, "membership", entity -> entity.id, MembershipEntity::toMembership),
                PaidPlan.class,
                byId(PaidPlanEntity.class, "paid_plan", entity -> entity.id, entity -> entity.toPlan(json)),
                Customer.class,
                byId(CustomerEntity.class, "customer", entity -> entity.id, CustomerEntity::toCustomer),
                Benefit.class,
                byId(BenefitEntity.class, "benefit", entity -> entity.id, entity -> entity.toBenefit(json)));
    }

    private static <E, T> Place<E, T> byId(
            Class<E> entity, String table, Function<E, Object> key, Function<E, T> state) {
        return new Place<>(entity, table, "id", "id", UUIDS, key, state);
    }

    @Override
    public long count(Class<?> kind) {
        return ((Number) entityManager
                        .createNativeQuery(
                                "SELECT count(*) FROM " + places.get(kind).table())
                        .getSingleResult())
                .longValue();
    }

    @Override
    @SuppressWarnings("unchecked") // each kind is registered with its own place
    public <T> Map<String, Versioned<T>> raiseNext(Class<T> kind, String after, int limit) {
        return raiseNext((Place<?, T>) places.get(kind), after, limit);
    }

    private <E, T> Map<String, Versioned<T>> raiseNext(Place<E, T> place, String after, int limit) {
        Map<String, Long> sequences =
                RaisedSequences.next(entityManager, place.table(), place.keyColumn(), place.keyType(), after, limit);
        List<?> keys = place.keyType().equals(UUIDS)
                ? sequences.keySet().stream().map(UUID::fromString).toList()
                : List.copyOf(sequences.keySet());
        Map<String, T> states = entityManager
                .createQuery(
                        "from " + place.entity().getSimpleName() + " where " + place.keyField() + " in :keys",
                        place.entity())
                .setParameter("keys", keys)
                .getResultStream()
                .collect(Collectors.toMap(entity -> place.key().apply(entity).toString(), place.state()));
        Map<String, Versioned<T>> raised = new LinkedHashMap<>();
        sequences.forEach((key, sequence) -> raised.put(key, new Versioned<>(states.get(key), sequence)));
        return raised;
    }
}
