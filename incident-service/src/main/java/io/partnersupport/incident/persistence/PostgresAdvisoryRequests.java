package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.advisory.AdvisoryBenefit;
import io.partnersupport.incident.domain.advisory.AdvisoryKind;
import io.partnersupport.incident.domain.advisory.AdvisoryRequest;
import io.partnersupport.incident.domain.advisory.AdvisoryRequests;
import io.partnersupport.incident.domain.incident.Contact;
import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.kit.event.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresAdvisoryRequests implements AdvisoryRequests {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final EntityManager entityManager;
    private final PostgresHours hours;
    private final EventJson json;

    PostgresAdvisoryRequests(EntityManager entityManager, PostgresHours hours, EventJson json) {
        this.entityManager = entityManager;
        this.hours = hours;
        this.json = json;
    }

    @Override
    public List<AdvisoryBenefit> lockHours(PartnerId partner) {
        return hours.lock(partner);
    }

    @Override
    public Optional<Product> product(String productId) {
        return Rows.of(query("SELECT details FROM product WHERE product_id = :id AND NOT withdrawn")
                        .setParameter("id", productId))
                .findFirst()
                .map(row -> json.read(row.get("details", String.class), Product.class));
    }

    @Override
    public void add(AdvisoryRequest request) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO advisory_request (id, partner_id, account, kind, product_id, hybrid, title,
                            description, contact, benefit_id, deducts, hours, opened_at, contact_due_at)
                        VALUES (:id, :partner, :account, :kind, :product, :hybrid, :title, :description, :contact,
                            :benefit, :deducts, :hours, :openedAt, :contactDueAt)""")
                .setParameter("id", request.id())
                .setParameter("partner", request.partner().value())
                .setParameter("account", request.account().value())
                .setParameter("kind", request.kind().name())
                .setParameter("product", request.productId())
                .setParameter("hybrid", request.hybrid())
                .setParameter("title", request.title())
                .setParameter("description", request.description())
                .setParameter("contact", json.write(request.contact()))
                .setParameter("benefit", request.benefit().value())
                .setParameter("deducts", request.deducts())
                .setParameter("hours", request.hours())
                .setParameter("openedAt", request.openedAt())
                .setParameter("contactDueAt", request.contactDueAt())
                .executeUpdate();
    }

    @Override
    public Optional<AdvisoryRequest> find(UUID id) {
        return one("SELECT * FROM advisory_request WHERE id = :id AND erased_at IS NULL", id);
    }

    @Override
    public Optional<AdvisoryRequest> lock(UUID id) {
        return one("SELECT * FROM advisory_request WHERE id = :id AND erased_at IS NULL FOR UPDATE", id);
    }

    private Optional<AdvisoryRequest> one(String sql, UUID id) {
        return Rows.of(query(sql).setParameter("id", id)).findFirst().map(this::request);
    }

    @Override
    public void store(AdvisoryRequest request) {
        entityManager
                .createNativeQuery(
                        "UPDATE advisory_request SET hours = :hours, closed_at = CAST(:closedAt AS timestamptz) WHERE id = :id")
                .setParameter("hours", request.hours())
                .setParameter(
                        "closedAt", request.closedAt().map(Instant::toString).orElse(null))
                .setParameter("id", request.id())
                .executeUpdate();
    }

    @Override
    public int eraseClosedBefore(Instant instant, Instant now, int limit) {
        return entityManager
                .createNativeQuery("""
                        UPDATE advisory_request SET title = '', description = '', contact = '{}', erased_at = :now
                        WHERE id IN (
                            SELECT id FROM advisory_request WHERE closed_at < :before AND erased_at IS NULL
                            ORDER BY closed_at LIMIT :limit FOR UPDATE SKIP LOCKED)""")
                .setParameter("now", now)
                .setParameter("before", instant)
                .setParameter("limit", limit)
                .executeUpdate();
    }

    @Override
    public List<AdvisoryRequest> of(Optional<PartnerId> partner, Optional<UUID> after, int limit) {
        Query query = query("""
                SELECT * FROM advisory_request WHERE %s AND erased_at IS NULL AND id < :after
                ORDER BY id DESC LIMIT :limit""".formatted(partner.isPresent() ? "partner_id = :partner" : "true"))
                .setParameter("after", after.orElse(AFTER_ALL))
                .setParameter("limit", limit);
        partner.ifPresent(one -> query.setParameter("partner", one.value()));
        return Rows.of(query).map(this::request).toList();
    }

    private AdvisoryRequest request(Tuple row) {
        return new AdvisoryRequest(
                Rows.uuid(row, "id"),
                new PartnerId(row.get("partner_id", String.class)),
                new AccountId(row.get("account", String.class)),
                AdvisoryKind.valueOf(row.get("kind", String.class)),
                row.get("product_id", String.class),
                row.get("hybrid", Boolean.class),
                row.get("title", String.class),
                row.get("description", String.class),
                json.read(row.get("contact", String.class), Contact.class),
                new BenefitId(Rows.uuid(row, "benefit_id")),
                row.get("deducts", Boolean.class),
                Rows.number(row, "hours"),
                row.get("opened_at", Instant.class),
                row.get("contact_due_at", Instant.class),
                Optional.ofNullable(row.get("closed_at", Instant.class)));
    }

    private Query query(String sql) {
        return entityManager.createNativeQuery(sql, Tuple.class);
    }
}
