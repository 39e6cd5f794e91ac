package io.partnersupport.incident.messaging;

import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.product.Product.VendorSupport;
import io.partnersupport.incident.domain.product.Product.Version;
import io.partnersupport.incident.domain.product.ProductKind;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Products with the lifecycle of their versions. */
@ApplicationScoped
class KnownProducts implements StateProjection<KnownProducts.ProductState> {
    record ProductState(
            String productId,
            String name,
            ProductKind kind,
            boolean needsContract,
            List<Version> versions,
            VendorSupport vendorSupport,
            boolean withdrawn) {
        Product toProduct() {
            return new Product(productId, name, kind, needsContract, versions, vendorSupport);
        }
    }

    private final EntityManager entityManager;
    private final EventJson json;

    KnownProducts(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public String topic() {
        return "entitlement.products";
    }

    @Override
    public Class<ProductState> stateType() {
        return ProductState.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("product", "product_id", "text"));
    }

    @Override
    public void apply(List<StateEvent<ProductState>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO product AS known (product_id, details, withdrawn, sequence) VALUES (?, ?, ?, ?)
                ON CONFLICT (product_id) DO UPDATE SET details = excluded.details, withdrawn = excluded.withdrawn,
                    sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            statement.setString(1, event.state().productId());
            statement.setString(2, json.write(event.state().toProduct()));
            statement.setBoolean(3, event.state().withdrawn());
            statement.setLong(4, event.sequence());
        });
    }
}
