package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.plan.Covers;
import io.partnersupport.incident.domain.plan.LinkedPlans;
import io.partnersupport.incident.domain.plan.PlanType;
import io.partnersupport.incident.domain.plan.Plans;
import io.partnersupport.incident.domain.plan.SupportPlan;
import io.partnersupport.incident.domain.plan.Units;
import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.response.ResponsePolicy;
import io.partnersupport.kit.event.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

@ApplicationScoped
class PostgresPlans implements Plans {
    private final EntityManager entityManager;
    private final EventJson json;

    PostgresPlans(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    /** One statement for everything, since it is part of every opening. A missing balance means: as granted. */
    @Override
    public LinkedPlans linkedWith(AccountId account, Optional<String> productId, Instant at) {
        List<Tuple> rows = Rows.of(entityManager
                        .createNativeQuery("""
                                SELECT p.details AS product, e.policies, plan.*
                                FROM (SELECT 1) AS always
                                LEFT JOIN product p ON p.product_id = :product AND NOT p.withdrawn
                                LEFT JOIN edition_in_force(:at) e ON true
                                LEFT JOIN (
                                    SELECT l.benefit_id, l.name, l.contract, c.partner_id, l.starts_at, l.ends_at, l.covers,
                                        l.superseded_by IS NOT NULL AS superseded,
                                        c.withdrawn OR coalesce(b.closed_because IN ('CONTRACT_WITHDRAWN', 'LINE_REMOVED'), false) AS contract_withdrawn,
                                        l.granted, l.unlimited, coalesce(b.spent - b.refunded, 0) AS used,
                                        coalesce(b.remaining, l.granted) AS remaining, coalesce(b.withdrawn, 0) AS withdrawn
                                    FROM contract c
                                    JOIN contract_line l ON l.contract = c.id AND l.unit = 'INCIDENT'
                                    LEFT JOIN balance b ON b.benefit_id = l.benefit_id
                                    WHERE c.id IN (SELECT k.contract FROM contract_link k WHERE k.account = :account AND NOT k.removed)
                                ) AS plan ON true
                                ORDER BY plan.ends_at DESC, plan.benefit_id""", Tuple.class)
                        .setParameter("product", productId.orElse(""))
                        .setParameter("at", at)
                        .setParameter("account", account.value()))
                .toList();
        return new LinkedPlans(
                Optional.ofNullable(rows.get(0).get("product", String.class))
                        .map(details -> json.read(details, Product.class)),
                Optional.ofNullable(rows.get(0).get("policies", String.class)).map(this::responsePolicy),
                rows.stream()
                        .filter(row -> row.get("benefit_id") != null)
                        .map(this::plan)
                        .toList());
    }

    private ResponsePolicy responsePolicy(String policies) {
        return json.read(policies, EditionPolicies.class).toResponsePolicy();
    }

    private SupportPlan plan(Tuple row) {
        boolean unlimited = row.get("unlimited", Boolean.class);
        OptionalLong remaining = unlimited ? OptionalLong.empty() : Rows.limit(row, "remaining");
        return new SupportPlan(
                new BenefitId(Rows.uuid(row, "benefit_id")),
                PlanType.PARTNER_CONTRACT,
                row.get("name", String.class),
                new ContractRef(Rows.uuid(row, "contract")),
                new PartnerId(row.get("partner_id", String.class)),
                row.get("starts_at", Instant.class),
                row.get("ends_at", Instant.class),
                json.read(row.get("covers", String.class), Covers.class),
                row.get("contract_withdrawn", Boolean.class),
                row.get("superseded", Boolean.class),
                new Units(
                        Rows.limit(row, "granted"),
                        Rows.number(row, "used"),
                        remaining,
                        Rows.number(row, "withdrawn")));
    }
}
