package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.PlanId;
import io.partnersupport.incident.domain.customer.Customer;
import io.partnersupport.incident.domain.customer.PartnerProfile;
import io.partnersupport.incident.domain.plan.Covers;
import io.partnersupport.incident.domain.plan.PlanType;
import io.partnersupport.incident.domain.plan.Plans;
import io.partnersupport.incident.domain.plan.Situation;
import io.partnersupport.incident.domain.plan.SupportPlan;
import io.partnersupport.incident.domain.plan.Units;
import io.partnersupport.incident.domain.product.Product;
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
    public Situation of(Inquiry inquiry) {
        List<Tuple> rows = Rows.of(entityManager
                        .createNativeQuery("""
                                SELECT p.details AS product, e.policies, own.details AS partner, c.details AS customer,
                                    coalesce(g.members @> to_jsonb(CAST(:account AS text)), false) AS in_support_group, plan.*
                                FROM (SELECT 1) AS always
                                LEFT JOIN product p ON p.product_id = :product AND NOT p.withdrawn
                                LEFT JOIN edition_in_force(:at) e ON true
                                LEFT JOIN partner own ON own.partner_id = :partner AND NOT own.withdrawn
                                LEFT JOIN customer c ON c.customer_id = CAST(NULLIF(:customer, '') AS uuid) AND NOT c.withdrawn
                                    AND :partner IN (c.partner_id, c.indirect_provider)
                                LEFT JOIN support_group g ON g.customer_id = c.customer_id
                                LEFT JOIN (
                                    SELECT l.benefit_id AS id, coalesce(l.kind, '') AS kind, l.name, l.contract, c.partner_id,
                                        l.starts_at, l.ends_at, l.covers, true AS linked,
                                        l.superseded_by IS NOT NULL AS superseded,
                                        c.withdrawn OR coalesce(b.closed_because IN ('CONTRACT_WITHDRAWN', 'LINE_REMOVED'), false) AS contract_withdrawn,
                                        l.granted, l.unlimited, coalesce(b.spent - b.refunded, 0) AS used,
                                        coalesce(b.remaining, l.granted) AS remaining, coalesce(b.withdrawn, 0) AS withdrawn
                                    FROM contract c
                                    JOIN contract_line l ON l.contract = c.id AND l.unit = 'INCIDENT'
                                    LEFT JOIN balance b ON b.benefit_id = l.benefit_id
                                    WHERE c.id IN (SELECT k.contract FROM contract_link k WHERE k.account = :account AND NOT k.removed)
                                    UNION ALL
                                    SELECT s.plan_id, s.plan, s.name, NULL, s.partner_id, s.starts_at, s.ends_at, s.covers,
                                        NOT s.needs_activation, false, false, NULL, true, 0, NULL, 0
                                    FROM paid_plan s
                                    WHERE s.partner_id = :partner AND NOT s.withdrawn AND NOT EXISTS (
                                        SELECT FROM contract_line l JOIN contract_link k ON k.contract = l.contract
                                        WHERE l.benefit_id = s.plan_id AND k.account = :account AND NOT k.removed)
                                ) AS plan ON true
                                ORDER BY plan.ends_at DESC, plan.id""", Tuple.class)
                        .setParameter("product", inquiry.productId().orElse(""))
                        .setParameter("at", inquiry.at())
                        .setParameter(
                                "partner",
                                inquiry.partner().map(PartnerId::value).orElse(""))
                        .setParameter(
                                "customer",
                                inquiry.customer()
                                        .map(id -> id.value().toString())
                                        .orElse(""))
                        .setParameter("account", inquiry.account().value()))
                .toList();
        Tuple first = rows.get(0);
        return new Situation(
                details(first, "product", Product.class),
                details(first, "policies", EditionPolicies.class).map(EditionPolicies::toResponsePolicy),
                details(first, "partner", PartnerProfile.class),
                details(first, "customer", Customer.class),
                first.get("in_support_group", Boolean.class),
                rows.stream()
                        .filter(row -> row.get("id") != null)
                        .map(this::plan)
                        .toList());
    }

    private <D> Optional<D> details(Tuple row, String column, Class<D> type) {
        return Optional.ofNullable(row.get(column, String.class)).map(details -> json.read(details, type));
    }

    private SupportPlan plan(Tuple row) {
        boolean unlimited = row.get("unlimited", Boolean.class);
        OptionalLong remaining = unlimited ? OptionalLong.empty() : Rows.limit(row, "remaining");
        Optional<ContractRef> contract =
                Optional.ofNullable(Rows.uuid(row, "contract")).map(ContractRef::new);
        return new SupportPlan(
                new PlanId(Rows.uuid(row, "id")),
                typeOf(row.get("kind", String.class), contract),
                row.get("name", String.class),
                contract,
                new PartnerId(row.get("partner_id", String.class)),
                row.get("starts_at", Instant.class),
                row.get("ends_at", Instant.class),
                json.read(row.get("covers", String.class), Covers.class),
                row.get("contract_withdrawn", Boolean.class),
                row.get("superseded", Boolean.class),
                row.get("linked", Boolean.class),
                new Units(
                        Rows.limit(row, "granted"),
                        Rows.number(row, "used"),
                        remaining,
                        Rows.number(row, "withdrawn")));
    }

    /** A Premier plan is a contract of its own once it is activated (E-14). */
    private static PlanType typeOf(String kind, Optional<ContractRef> contract) {
        if (contract.isEmpty()) {
            return PlanType.ofPaid(kind);
        }
        return kind.equals("premier") ? PlanType.PREMIER : PlanType.PARTNER_CONTRACT;
    }
}
