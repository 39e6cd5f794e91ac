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
import io.partnersupport.kit.persistence.SqlRead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
            FROM jsonb_to_recordset(CAST(? AS jsonb))
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
        String asked = json.write(IntStream.range(0, inquiries.size())
                .mapToObj(place -> InquiryRow.of(place, inquiries.get(place)))
                .toList());
        return SqlRead.execute(entityManager, FIND, find -> find.setString(1, asked), this::situations);
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

    /** @param row of an inquiry with one of its plans, in the order of the inquiries */
    private List<Situation> situations(ResultSet row) throws SQLException {
        List<Situation> situations = new ArrayList<>();
        boolean more = row.next();
        while (more) {
            Situation withoutPlans = situation(row);
            List<SupportPlan> plans = new ArrayList<>();
            do {
                if (row.getObject("id") != null) {
                    plans.add(plan(row));
                }
                more = row.next();
            } while (more && row.getInt("place") == situations.size());
            situations.add(withoutPlans.with(plans));
        }
        return situations;
    }

    private Situation situation(ResultSet row) throws SQLException {
        return new Situation(
                details(row, "product", Product.class),
                details(row, "policies", EditionPolicies.class).map(EditionPolicies::toResponsePolicy),
                details(row, "partner", PartnerProfile.class),
                details(row, "customer", Customer.class),
                row.getBoolean("in_support_group"),
                List.of());
    }

    private <D> Optional<D> details(ResultSet row, String column, Class<D> type) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(details -> read(details, type));
    }

    private <D> D read(String text, Class<D> type) {
        if (read.size() >= MOST_READ) {
            read.clear();
        }
        return type.cast(read.computeIfAbsent(new Document(type, text), any -> json.read(text, type)));
    }

    private SupportPlan plan(ResultSet row) throws SQLException {
        Optional<ContractRef> contract =
                Optional.ofNullable(row.getObject("contract", UUID.class)).map(ContractRef::new);
        return new SupportPlan(
                new PlanId(row.getObject("id", UUID.class)),
                typeOf(row.getString("kind"), contract),
                row.getString("name"),
                contract,
                new PartnerId(row.getString("partner_id")),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                read(row.getString("covers"), Covers.class),
                row.getBoolean("contract_withdrawn"),
                row.getBoolean("superseded"),
                row.getBoolean("linked"),
                new Units(
                        limit(row, "granted"),
                        row.getLong("used"),
                        row.getBoolean("unlimited") ? OptionalLong.empty() : limit(row, "remaining"),
                        row.getLong("withdrawn")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Empty where null stands for no limit. */
    private static OptionalLong limit(ResultSet row, String column) throws SQLException {
        long units = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(units);
    }

    /** A Premier plan is a contract of its own once it is activated (E-14). */
    private static PlanType typeOf(String kind, Optional<ContractRef> contract) {
        if (contract.isEmpty()) {
            return PlanType.ofPaid(kind);
        }
        return kind.equals("premier") ? PlanType.PREMIER : PlanType.PARTNER_CONTRACT;
    }
}
