package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.entitlement.domain.product.ProductKind;
import io.partnersupport.entitlement.domain.product.Products;
import io.partnersupport.entitlement.persistence.ProductEntity.Details;
import io.partnersupport.kit.event.EventJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

@ApplicationScoped
class PostgresProducts implements Products, PanacheRepositoryBase<ProductEntity, String> {
    private final EventJson json;

    PostgresProducts(EventJson json) {
        this.json = json;
    }

    @Override
    public OptionalLong add(Product product) {
        int added = getEntityManager()
                .createNativeQuery("""
                        INSERT INTO product (product_id, name, kind, needs_contract, details, sequence)
                        VALUES (:id, :name, :kind, :needsContract, :details, 1) ON CONFLICT DO NOTHING""")
                .setParameter("id", product.productId())
                .setParameter("name", product.name())
                .setParameter("kind", product.kind().name())
                .setParameter("needsContract", product.needsContract())
                .setParameter("details", json.write(new Details(product.versions(), product.vendorSupport())))
                .executeUpdate();
        return added == 1 ? OptionalLong.of(1) : OptionalLong.empty();
    }

    @Override
    public Optional<Versioned<Product>> find(String productId) {
        return findByIdOptional(productId).map(entity -> new Versioned<>(entity.toProduct(json), entity.sequence));
    }

    @Override
    public OptionalLong replace(Product product, long expectedSequence) {
        return Statements.raisedSequence(getEntityManager()
                .createNativeQuery("""
                        UPDATE product SET name = :name, kind = :kind, needs_contract = :needsContract, details = :details,
                          sequence = sequence + 1
                        WHERE product_id = :id AND sequence = :expected RETURNING sequence""", Long.class)
                .setParameter("id", product.productId())
                .setParameter("name", product.name())
                .setParameter("kind", product.kind().name())
                .setParameter("needsContract", product.needsContract())
                .setParameter("details", json.write(new Details(product.versions(), product.vendorSupport())))
                .setParameter("expected", expectedSequence));
    }

    @Override
    public List<Product> list(String query, ProductKind kind, Optional<String> after, int limit) {
        // only the conditions that are asked for, so that each access path can use its index
        String conditions = "productId > :after";
        Map<String, Object> parameters = new HashMap<>(Map.of("after", after.orElse("")));
        if (kind != null) {
            conditions += " and kind = :kind";
            parameters.put("kind", kind);
        }
        if (query != null) {
            conditions += " and lower(name) like :name escape '!'";
            parameters.put("name", contains(query));
        }
        return find(conditions + " order by productId", parameters).range(0, limit - 1).stream()
                .map(entity -> entity.toProduct(json))
                .toList();
    }

    private static String contains(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
    }
}
