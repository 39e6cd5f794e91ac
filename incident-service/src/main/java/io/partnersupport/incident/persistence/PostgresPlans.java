package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.PlanId;
import io.partnersupport.incident.domain.customer.Customer;
import io.partnersupport.incident.domain.customer.CustomerId;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

@ApplicationScoped
class PostgresPlans implements Plans {
    /**
     * One statement for everything, since it is part of every opening; for each inquiry by its keys, whatever the planner
     * thinks of how many there are. A missing balance means: as granted.
     */
    private static final String FIND = """
            SELECT i.place, p.details AS product, e.policies, own.details AS partner, c.details AS customer,
                coalesce(g.members @> to_jsonb(i.account), false) AS in_support_group, plan.*
            FROM jsonb_to_recordset(CAST(:inquiries AS jsonb))
                AS i (place integer, account text, partner text, product text, customer uuid, at timestamptz)
            LEFT JOIN LATERAL (SELECT details FROM product WHERE product_id = i.product AND NOT withdrawn LIMIT 1) p ON true
            LEFT JOIN LATERAL (SELECT policies FROM edition_in_force(i.at)) e ON true
            LEFT JOIN LATERAL (SELECT details FROM partner WHERE partner_id = i.partner AND NOT withdrawn LIMIT 1) own ON true
            LEFT JOIN LATERAL (
                SELECT customer_id, details FROM customer
                WHERE customer_id = i.customer AND NOT withdrawn AND i.partner IN (partner_id, indirect_provider) LIMIT 1) c ON true
            LEFT JOIN LATERAL (SELECT members FROM support_group WHERE customer_id = c.customer_id LIMIT 1) g ON true
            LEFT JOIN LATERAL (
                SELECT l.benefit_id AS id, coalesce(l.kind, '') AS kind, l.name, l.contract, c.partner_id,
                    l.starts_at, l.ends_at, l.covers, true AS linked,
                    l.superseded_by IS NOT NULL AS superseded,
                    c.withdrawn OR coalesce(b.closed_because IN ('CONTRACT_WITHDRAWN', 'LINE_REMOVED'), false) AS contract_withdrawn,
                    l.granted, l.unlimited, coalesce(b.spent - b.refunded, 0) AS used,
                    coalesce(b.remaining, l.granted) AS remaining, coalesce(b.withdrawn, 0) AS withdrawn
                FROM contract c
                JOIN contract_line l ON l.contract = c.id AND l.unit = 'INCIDENT'
                LEFT JOIN balance b ON b.benefit_id = l.benefit_id
                WHERE c.id IN (SELECT k.contract FROM contract_link k WHERE k.account = i.account AND NOT k.removed)
                UNION ALL
                SELECT s.plan_id, s.plan, s.name, NULL, s.partner_id, s.starts_at, s.ends_at, s.covers,
                    NOT s.needs_activation, false, false, NULL, true, 0, NULL, 0
                FROM paid_plan s
                WHERE s.partner_id = i.partner AND NOT s.withdrawn AND NOT EXISTS (
                    SELECT FROM contract_line l JOIN contract_link k ON k.contract = l.contract
                    WHERE l.benefit_id = s.plan_id AND k.account = i.account AND NOT k.removed)
            ) AS plan ON true
            ORDER BY i.place, plan.ends_at DESC, plan.id""";

    /** Said here, because finding out from the driver takes as long as the statement itself. */
    private static final Map<String, Class<?>> COLUMNS = Map.ofEntries(
            Map.entry("place", Integer.class),
            Map.entry("product", String.class),
            Map.entry("policies", String.class),
            Map.entry("partner", String.class),
            Map.entry("customer", String.class),
            Map.entry("in_support_group", Boolean.class),
            Map.entry("id", UUID.class),
            Map.entry("kind", String.class),
            Map.entry("name", String.class),
            Map.entry("contract", UUID.class),
            Map.entry("partner_id", String.class),
            Map.entry("starts_at", Instant.class),
            Map.entry("ends_at", Instant.class),
            Map.entry("covers", String.class),
            Map.entry("linked", Boolean.class),
            Map.entry("superseded", Boolean.class),
            Map.entry("contract_withdrawn", Boolean.class),
            Map.entry("granted", Long.class),
            Map.entry("unlimited", Boolean.class),
            Map.entry("used", Long.class),
            Map.entry("remaining", Long.class),
            Map.entry("withdrawn", Long.class));

    private static final int MOST_READ = 1_000;

    private record Document(Class<?> type, String text) {}

    private final EntityManager entityManager;
    private final EventJson json;

    /** All requests read the same few documents: what a text says never changes. */
    private final Map<Document, Object> read = new ConcurrentHashMap<>();

    PostgresPlans(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public List<Situation> of(List<Inquiry> inquiries) {
        if (inquiries.isEmpty()) {
            return List.of();
        }
        List<List<Tuple>> rows =
                inquiries.stream().<List<Tuple>>map(any -> new ArrayList<>()).toList();
        Rows.of(Rows.typed(entityManager.createNativeQuery(FIND, Tuple.class), COLUMNS)
                        .setParameter(
                                "inquiries",
                                json.write(IntStream.range(0, inquiries.size())
                                        .mapToObj(place -> InquiryRow.of(place, inquiries.get(place)))
                                        .toList())))
                .forEach(row -> rows.get(row.get("place", Integer.class)).add(row));
        return rows.stream().map(this::situation).toList();
    }

    private record InquiryRow(int place, String account, String partner, String product, UUID customer, Instant at) {
        static InquiryRow of(int place, Inquiry inquiry) {
            return new InquiryRow(
                    place,
                    inquiry.account().value(),
                    inquiry.partner().map(PartnerId::value).orElse(null),
                    inquiry.productId().orElse(null),
                    inquiry.customer().map(CustomerId::value).orElse(null),
                    inquiry.at());
        }
    }

    private Situation situation(List<Tuple> rows) {
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
        return Optional.ofNullable(row.get(column, String.class)).map(details -> read(details, type));
    }

    private <D> D read(String text, Class<D> type) {
        if (read.size() >= MOST_READ) {
            read.clear();
        }
        return type.cast(read.computeIfAbsent(new Document(type, text), any -> json.read(text, type)));
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
                read(row.get("covers", String.class), Covers.class),
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
