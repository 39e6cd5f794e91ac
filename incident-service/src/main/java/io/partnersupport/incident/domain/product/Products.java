package io.partnersupport.incident.domain.product;

import java.util.List;
import java.util.Optional;

/** The products that incidents can name. */
public interface Products {
    /** By name. */
    List<Product> all();

    Optional<Product> find(String productId);
}
