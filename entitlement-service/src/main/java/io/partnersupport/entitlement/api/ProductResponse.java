package io.partnersupport.entitlement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.entitlement.domain.product.Product.Support;
import io.partnersupport.entitlement.domain.product.Product.VendorSupport;
import io.partnersupport.entitlement.domain.product.ProductKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

@JsonInclude(JsonInclude.Include.NON_NULL)
record ProductResponse(
        String productId,
        String name,
        ProductKind kind,
        boolean needsContract,
        List<ProductVersionResponse> versions,
        VendorSupport vendorSupport) {
    record ProductVersionResponse(String version, LocalDate releasedOn, LocalDate mainstreamEndsOn, Support support) {}

    static ProductResponse from(Product product, Instant at) {
        return new ProductResponse(
                product.productId(),
                product.name(),
                product.kind(),
                product.needsContract(),
                product.lifecycles().stream()
                        .map(lifecycle -> new ProductVersionResponse(
                                lifecycle.version().version(),
                                lifecycle.version().releasedOn(),
                                lifecycle.version().mainstreamEndsOn(),
                                lifecycle.supportAt(at)))
                        .toList(),
                product.vendorSupport());
    }
}
