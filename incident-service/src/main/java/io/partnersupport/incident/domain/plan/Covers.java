package io.partnersupport.incident.domain.plan;

import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.product.ProductKind;
import java.util.Set;

/** Coverage terms, which travel as data: the products that a plan is for (E-11). */
public record Covers(Set<ProductKind> productKinds, Set<String> excludedProducts) {
    public Covers {
        productKinds = Set.copyOf(productKinds);
        excludedProducts = Set.copyOf(excludedProducts);
    }

    public boolean covers(Product product) {
        return covers(product.kind()) && !excludedProducts.contains(product.productId());
    }

    public boolean covers(ProductKind kind) {
        return productKinds.contains(kind);
    }

    /** Whether the terms are for this kind and the product is of the other one. */
    boolean areOnlyFor(ProductKind kind, Product product) {
        return productKinds.equals(Set.of(kind)) && product.kind() != kind && product.kind() != ProductKind.MARKETPLACE;
    }
}
