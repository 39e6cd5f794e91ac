package io.partnersupport.entitlement.domain.catalogue;

import io.partnersupport.entitlement.domain.product.ProductKind;
import java.util.List;

/** Which products a benefit is for; travels as data to whoever matches a request against it. */
public record Coverage(List<ProductKind> productKinds, List<String> excludedProducts) {
    /** Of a benefit that is not for requests about products. */
    public static final Coverage NONE = new Coverage(List.of(), List.of());

    public Coverage {
        productKinds = List.copyOf(productKinds);
        excludedProducts = List.copyOf(excludedProducts);
    }
}
