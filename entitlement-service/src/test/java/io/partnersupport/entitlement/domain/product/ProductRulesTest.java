package io.partnersupport.entitlement.domain.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.entitlement.application.ShippedCatalogue;
import io.partnersupport.entitlement.domain.product.Product.Support;
import io.partnersupport.entitlement.domain.product.Product.VendorSupport;
import io.partnersupport.entitlement.domain.product.ProductRules.Draft;
import io.partnersupport.entitlement.domain.product.ProductRules.DraftVersion;
import io.partnersupport.entitlement.domain.product.ProductRules.Fault;
import io.partnersupport.entitlement.domain.product.ProductRules.FieldFault;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProductRulesTest {
    private static final DraftVersion V1 = version("1", "2020-01-01", "2025-01-01");
    private static final DraftVersion V2 = version("2", "2022-01-01", "2027-01-01");
    private static final VendorSupport VENDOR = new VendorSupport(null, "help@vendor.example", null);
    private static final Optional<Product> BEFORE = ProductRules.decide(
                    draft(List.of(V1, V2), List.of()), Optional.empty())
            .product();

    @ParameterizedTest
    @EnumSource(Fault.class)
    void findsEachFault(Fault fault) {
        assertThat(ProductRules.decide(draftWith(fault), BEFORE).faults())
                .extracting(FieldFault::fault)
                .containsExactly(fault);
    }

    /** A switch without default: a new fault needs a case here. */
    private static Draft draftWith(Fault fault) {
        return switch (fault) {
            case VERSIONS_REQUIRED -> draft(List.of(), List.of("1", "2"));
            case VERSIONS_NOT_APPLICABLE -> draft(ProductKind.CLOUD, true, List.of(V1, V2), null, List.of());
            case VERSION_REPEATED -> draft(List.of(V1, V2, V1), List.of());
            case MAINSTREAM_ENDS_BEFORE_RELEASE ->
                draft(List.of(V1, V2, version("3", "2026-01-01", "2025-12-31")), List.of());
            case CONTRACT_NOT_APPLICABLE -> draft(ProductKind.MARKETPLACE, true, List.of(), VENDOR, List.of("1", "2"));
            case VENDOR_SUPPORT_REQUIRED ->
                draft(
                        ProductKind.MARKETPLACE,
                        false,
                        List.of(),
                        new VendorSupport(null, null, null),
                        List.of("1", "2"));
            case VENDOR_SUPPORT_NOT_APPLICABLE ->
                draft(ProductKind.ON_PREMISES, true, List.of(V1, V2), VENDOR, List.of());
            case VERSION_WOULD_BE_LOST -> draft(List.of(V2), List.of());
            case REMOVED_VERSION_UNKNOWN -> draft(List.of(V1, V2), List.of("3"));
            case REMOVED_VERSION_KEPT -> draft(List.of(V1, V2), List.of("2"));
        };
    }

    @Test
    void namesTheFieldOfEveryFault() {
        assertThat(ProductRules.decide(
                                draft(
                                        ProductKind.MARKETPLACE,
                                        true,
                                        List.of(V2, version("3", "2026-01-01", "2025-12-31")),
                                        null,
                                        List.of("4")),
                                BEFORE)
                        .faults())
                .extracting(FieldFault::field)
                .containsExactly(
                        "versions[1].mainstreamEndsOn",
                        "versions",
                        "needsContract",
                        "vendorSupport",
                        "versions",
                        "removedVersions[0]");
    }

    @Test
    @DisplayName("E-10: a new version moves the places of the others")
    void aNewVersionMovesTheOthers() {
        Product after = ProductRules.decide(
                        draft(List.of(version("3", "2024-01-01", "2029-01-01"), V1, V2), List.of()), BEFORE)
                .product()
                .orElseThrow();
        Instant at = Instant.parse("2024-06-01T00:00:00Z");
        assertThat(BEFORE.orElseThrow().lifecycles())
                .extracting(each -> each.supportAt(at))
                .containsExactly(Support.PREVIOUS, Support.CURRENT);
        assertThat(after.lifecycles())
                .extracting(each -> each.supportAt(at))
                .containsExactly(Support.NOT_COVERED, Support.PREVIOUS, Support.CURRENT);
    }

    @Test
    void aNamedVersionIsRemoved() {
        assertThat(ProductRules.decide(draft(List.of(V2), List.of("1")), BEFORE)
                        .product()
                        .orElseThrow()
                        .versions())
                .extracting(Product.Version::version)
                .containsExactly("2");
    }

    @Test
    @DisplayName("E-10, E-11: the shipped products keep the rules")
    void theShippedProductsAreValid() {
        for (Product product : ShippedCatalogue.products()) {
            Draft draft = new Draft(
                    product.productId(),
                    product.name(),
                    product.kind(),
                    product.needsContract(),
                    product.versions().stream()
                            .map(each -> new DraftVersion(each.version(), each.releasedOn(), each.mainstreamEndsOn()))
                            .toList(),
                    product.vendorSupport(),
                    List.of());
            assertThat(ProductRules.decide(draft, Optional.empty()).product()).contains(product);
        }
    }

    private static DraftVersion version(String name, String releasedOn, String mainstreamEndsOn) {
        return new DraftVersion(name, LocalDate.parse(releasedOn), LocalDate.parse(mainstreamEndsOn));
    }

    private static Draft draft(List<DraftVersion> versions, List<String> removed) {
        return draft(ProductKind.ON_PREMISES, true, versions, null, removed);
    }

    private static Draft draft(
            ProductKind kind,
            boolean needsContract,
            List<DraftVersion> versions,
            VendorSupport vendor,
            List<String> removed) {
        return new Draft("server", "Server", kind, needsContract, versions, vendor, removed);
    }
}
