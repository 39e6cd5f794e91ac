package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.Category;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.coverage.CoverageFacts;
import io.partnersupport.entitlement.domain.coverage.CoverageKnowledge;
import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.kit.event.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One statement for each check; a revision of an edition never changes, so it is read once. */
@ApplicationScoped
class PostgresCoverageKnowledge implements CoverageKnowledge {
    /** One row for each grant, and for each membership without one. */
    private static final String FACTS = """
            select p, r, m, b,
              (select concat(e.code, ' ', e.revision) from EditionEntity e
               where e.effectiveFrom <= :at and (e.effectiveTo is null or e.effectiveTo > :at)
               order by e.effectiveFrom desc, e.revision desc limit 1)
            from PartnerEntity p
            left join ProductEntity r on r.productId = :product
            left join MembershipEntity m on m.partnerId = p.partnerId
            left join BenefitEntity b on b.membershipId = m.id and b.category in :categories
            where p.partnerId = :partner
            order by m.startsAt, m.id, b.kind""";

    private static final List<Category> CATEGORIES = List.of(Category.TECHNICAL_SUPPORT, Category.ADVISORY);

    private final EntityManager entityManager;
    private final EventJson json;
    private final Map<String, Edition> editions = new ConcurrentHashMap<>();

    PostgresCoverageKnowledge(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public Optional<CoverageFacts> about(PartnerId partner, String productId, Instant at) {
        List<Object[]> rows = entityManager
                .createQuery(FACTS, Object[].class)
                .setParameter("partner", partner.value())
                .setParameter("product", productId)
                .setParameter("at", at)
                .setParameter("categories", CATEGORIES)
                .getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Object[] first = rows.get(0);
        return Optional.of(new CoverageFacts(
                ((PartnerEntity) first[0]).toPartner(),
                Optional.ofNullable((ProductEntity) first[1]).map(this::toProduct),
                Optional.ofNullable((String) first[4]).map(this::edition),
                memberships(rows),
                grants(rows)));
    }

    private static List<Membership> memberships(List<Object[]> rows) {
        return rows.stream()
                .filter(row -> row[2] != null)
                .map(row -> (MembershipEntity) row[2])
                .distinct()
                .map(MembershipEntity::toMembership)
                .toList();
    }

    private List<Benefit> grants(List<Object[]> rows) {
        return rows.stream()
                .filter(row -> row[3] != null)
                .map(row -> ((BenefitEntity) row[3]).toBenefit(json))
                .toList();
    }

    private Product toProduct(ProductEntity entity) {
        return entity.toProduct(json);
    }

    private Edition edition(String codeAndRevision) {
        return editions.computeIfAbsent(codeAndRevision, this::readEdition);
    }

    private Edition readEdition(String codeAndRevision) {
        int space = codeAndRevision.lastIndexOf(' ');
        EditionEntity.Key key = new EditionEntity.Key(
                codeAndRevision.substring(0, space), Integer.parseInt(codeAndRevision.substring(space + 1)));
        return json.read(entityManager.find(EditionEntity.class, key).document, Edition.class);
    }
}
