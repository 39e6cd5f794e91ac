package io.partnersupport.entitlement.domain.coverage;

import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.Category;
import io.partnersupport.entitlement.domain.catalogue.Coverage;
import io.partnersupport.entitlement.domain.product.ProductKind;

/** A kind of benefit that answers requests, whether or not the partner has it. */
public record SupportBenefit(String kind, String name, Category category, Coverage covers) {
    static SupportBenefit of(BenefitDefinition definition) {
        return new SupportBenefit(definition.kind(), definition.name(), definition.category(), definition.covers());
    }

    static SupportBenefit of(Benefit grant) {
        return new SupportBenefit(grant.kind(), grant.name(), grant.category(), grant.covers());
    }

    static boolean answersRequests(Category category) {
        return category == Category.TECHNICAL_SUPPORT || category == Category.ADVISORY;
    }

    public boolean isTechnicalSupport() {
        return category == Category.TECHNICAL_SUPPORT;
    }

    boolean needsActivation() {
        return category.needsActivation();
    }

    boolean isFor(ProductKind productKind) {
        return covers.productKinds().contains(productKind);
    }

    boolean isOnlyFor(ProductKind productKind) {
        return isFor(productKind) && covers.productKinds().size() == 1;
    }
}
