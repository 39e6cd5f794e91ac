package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.entitlement.domain.product.Products;
import io.partnersupport.kit.start.WarmUp;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class EntitlementWarmUp implements WarmUp {
    private final Partners partners;
    private final Products products;
    private final Clock clock;

    EntitlementWarmUp(Partners partners, Products products, Clock clock) {
        this.partners = partners;
        this.products = products;
        this.clock = clock;
    }

    @Override
    public List<Object> answers() {
        partners.versioned(new PartnerId("0"));
        return List.of(products.list(null, null, Optional.empty(), 1).stream()
                .map(product -> ProductResponse.from(product, clock.instant()))
                .toList());
    }
}
