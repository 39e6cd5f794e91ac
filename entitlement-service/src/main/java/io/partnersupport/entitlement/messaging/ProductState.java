package io.partnersupport.entitlement.messaging;

import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.entitlement.domain.product.Product.Lifecycle;
import io.partnersupport.entitlement.domain.product.Product.VendorSupport;
import java.time.Instant;
import java.util.List;

record ProductState(
        String productId,
        String name,
        String kind,
        boolean needsContract,
        List<VersionState> versions,
        VendorSupport vendorSupport,
        boolean withdrawn) {
    record VersionState(
            String version,
            Instant releasedAt,
            Instant currentUntil,
            Instant previousUntil,
            Instant mainstreamEndsAt,
            Instant coveredUntil) {
        static VersionState from(Lifecycle lifecycle) {
            return new VersionState(
                    lifecycle.version().version(),
                    lifecycle.releasedAt(),
                    lifecycle.currentUntil(),
                    lifecycle.previousUntil(),
                    lifecycle.mainstreamEndsAt(),
                    lifecycle.coveredUntil());
        }
    }

    static ProductState from(Product product) {
        return new ProductState(
                product.productId(),
                product.name(),
                product.kind().name(),
                product.needsContract(),
                product.lifecycles().stream().map(VersionState::from).toList(),
                product.vendorSupport(),
                false);
    }
}
