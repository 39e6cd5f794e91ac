package io.partnersupport.entitlement.domain.product;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The known products. */
public interface Products {
    /** Adds a product and returns its sequence; empty if it is there already. */
    OptionalLong add(Product product);

    Optional<Product> find(String productId);

    /**
     * Products in the order of their ids.
     *
     * @param query a part of the name, or null
     * @param kind or null
     * @param after the id after which to begin
     */
    List<Product> list(String query, ProductKind kind, Optional<String> after, int limit);
}
