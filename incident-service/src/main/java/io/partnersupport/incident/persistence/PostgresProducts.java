package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.product.Products;
import io.partnersupport.kit.event.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

@ApplicationScoped
class PostgresProducts implements Products {
    private final EntityManager entityManager;
    private final EventJson json;

    PostgresProducts(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public List<Product> all() {
        return products(query("SELECT details FROM product WHERE NOT withdrawn"))
                .sorted(Comparator.comparing(Product::name).thenComparing(Product::productId))
                .toList();
    }

    @Override
    public Optional<Product> find(String productId) {
        return products(query("SELECT details FROM product WHERE product_id = :product AND NOT withdrawn")
                        .setParameter("product", productId))
                .findFirst();
    }

    private Stream<Product> products(Query query) {
        return Rows.of(query).map(row -> json.read(row.get("details", String.class), Product.class));
    }

    private Query query(String sql) {
        return entityManager.createNativeQuery(sql, Tuple.class);
    }
}
