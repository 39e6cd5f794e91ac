package io.partnersupport.entitlement.domain.catalogue;

import io.partnersupport.entitlement.domain.product.ProductKind;
import java.util.List;

/** Which products a benefit is for; travels as data to whoever matches a request against it. */
public record Coverage(List<ProductKind> productKinds, List<String> excludedProducts) {
    public Coverage {
        productKinds = List.copyOf(productKinds);
        excludedProducts = List.copyOf(excludedProducts);
    }
}
