package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.entitlement.domain.product.Product.VendorSupport;
import io.partnersupport.entitlement.domain.product.Product.Version;
import io.partnersupport.entitlement.domain.product.ProductKind;
import io.partnersupport.kit.event.EventJson;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;

@Entity
@Table(name = "product")
class ProductEntity {
    /** The part of a product that is stored as JSON. */
    record Details(List<Version> versions, VendorSupport vendorSupport) {}

    @Id
    String productId;

    String name;

    @Enumerated(EnumType.STRING)
    ProductKind kind;

    boolean needsContract;
    String details;
    long sequence;

    Product toProduct(EventJson json) {
        Details more = json.read(details, Details.class);
        return new Product(productId, name, kind, needsContract, more.versions(), more.vendorSupport());
    }
}
