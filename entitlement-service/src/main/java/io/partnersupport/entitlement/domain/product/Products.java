package io.partnersupport.entitlement.domain.product;

import io.partnersupport.entitlement.domain.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The known products. */
public interface Products {
    /** Adds a product and returns its sequence; empty if it is there already. */
    OptionalLong add(Product product);

    Optional<Versioned<Product>> find(String productId);

    /** Replaces a product and returns its new sequence; empty if it does not have the expected one. */
    OptionalLong replace(Product product, long expectedSequence);

    /**
     * Products in the order of their ids.
     *
     * @param query a part of the name, or null
     * @param kind or null
     * @param after the id after which to begin
     */
    List<Product> list(String query, ProductKind kind, Optional<String> after, int limit);
}
