package io.partnersupport.entitlement.domain.coverage;

import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.entitlement.domain.product.Product.Lifecycle;
import io.partnersupport.entitlement.domain.product.ProductKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What every benefit says about a product.
 *
 * @param version the one asked about, or the current one if none was named; empty if there is none
 */
public record CoverageAnswer(
        CoverageFacts facts,
        Product product,
        Optional<String> askedVersion,
        Optional<Lifecycle> version,
        Instant at,
        List<BenefitCoverage> benefits) {
    private static final Set<Reason> MEANT_FOR_OTHER_PRODUCTS =
            Set.of(Reason.CLOUD_PRODUCT_ONLY, Reason.ON_PREMISES_PRODUCT_ONLY, Reason.PRODUCT_NOT_COVERED);

    public CoverageAnswer {
        benefits = List.copyOf(benefits);
    }

    /** The answer in one word. */
    public enum Verdict {
        COVERED,
        NOT_COVERED,
        /** The vendor supports it, not the program (E-11). */
        VENDOR_SUPPORTED,
        /** Requests for it take no contract (E-11). */
        NO_CONTRACT_NEEDED
    }

    public Verdict verdict() {
        if (product.kind() == ProductKind.MARKETPLACE) {
            return Verdict.VENDOR_SUPPORTED;
        }
        if (!product.needsContract()) {
            return Verdict.NO_CONTRACT_NEEDED;
        }
        return technicalSupport().stream().anyMatch(BenefitCoverage::isCovered) ? Verdict.COVERED : Verdict.NOT_COVERED;
    }

    /** The technical support that decides: one that covers the product, or else the one that is meant for it. */
    public Optional<BenefitCoverage> decisive() {
        return technicalSupport().stream()
                .filter(BenefitCoverage::isCovered)
                .findFirst()
                .or(() -> technicalSupport().stream()
                        .filter(benefit -> benefit.reasons().stream().noneMatch(MEANT_FOR_OTHER_PRODUCTS::contains))
                        .findFirst())
                .or(() -> technicalSupport().stream().findFirst());
    }

    private List<BenefitCoverage> technicalSupport() {
        return benefits.stream()
                .filter(benefit -> benefit.benefit().isTechnicalSupport())
                .toList();
    }
}
