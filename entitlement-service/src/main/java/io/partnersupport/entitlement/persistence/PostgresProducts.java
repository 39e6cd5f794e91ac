package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.entitlement.domain.product.ProductKind;
import io.partnersupport.entitlement.domain.product.Products;
import io.partnersupport.entitlement.persistence.ProductEntity.Details;
import io.partnersupport.kit.event.EventJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
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
    public Optional<Product> find(String productId) {
        return findByIdOptional(productId).map(this::toProduct);
    }

    @Override
    public List<Product> list(String query, ProductKind kind, Optional<String> after, int limit) {
        return find("""
                        (?1 is null or lower(name) like ?1 escape '!') and (?2 is null or kind = ?2)
                        and productId > ?3 order by productId""", query == null ? null : contains(query), kind, after.orElse("")).range(0, limit - 1).stream()
                .map(this::toProduct)
                .toList();
    }

    private static String contains(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
    }

    Product toProduct(ProductEntity entity) {
        Details details = json.read(entity.details, Details.class);
        return new Product(
                entity.productId,
                entity.name,
                entity.kind,
                entity.needsContract,
                details.versions(),
                details.vendorSupport());
    }
}
