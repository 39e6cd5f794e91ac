package io.partnersupport.entitlement.domain.product;

import io.partnersupport.entitlement.domain.product.Product.VendorSupport;
import io.partnersupport.entitlement.domain.product.Product.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether what an operator wrote is a product, and a correction loses no version by accident. */
public final class ProductRules {
    private ProductRules() {}

    /** What is wrong with a draft. */
    public enum Fault {
        VERSIONS_REQUIRED,
        VERSIONS_NOT_APPLICABLE,
        VERSION_REPEATED,
        MAINSTREAM_ENDS_BEFORE_RELEASE,
        CONTRACT_NOT_APPLICABLE,
        VENDOR_SUPPORT_REQUIRED,
        VENDOR_SUPPORT_NOT_APPLICABLE,
        VERSION_WOULD_BE_LOST,
        REMOVED_VERSION_UNKNOWN,
        REMOVED_VERSION_KEPT
    }

    /** A fault and the field that has it. */
    public record FieldFault(String field, Fault fault) {}

    /** A version as it was written. */
    public record DraftVersion(String version, LocalDate releasedOn, LocalDate mainstreamEndsOn) {}

    /**
     * A whole product as it was written.
     *
     * @param vendorSupport null if there is none
     * @param removedVersions versions that shall go; all others of the product as it is must be there
     */
    public record Draft(
            String productId,
            String name,
            ProductKind kind,
            boolean needsContract,
            List<DraftVersion> versions,
            VendorSupport vendorSupport,
            List<String> removedVersions) {
        public Draft {
            versions = List.copyOf(versions);
            removedVersions = List.copyOf(removedVersions);
        }
    }

    /** Either a product or every fault. */
    public record ProductDecision(Optional<Product> product, List<FieldFault> faults, List<String> lostVersions) {
        public ProductDecision {
            faults = List.copyOf(faults);
            lostVersions = List.copyOf(lostVersions);
        }
    }

    /**
     * Decides on a draft.
     *
     * @param before the product as it is, if there is one
     */
    public static ProductDecision decide(Draft draft, Optional<Product> before) {
        List<FieldFault> faults = new ArrayList<>();
        Set<String> versions = new HashSet<>();
        for (int i = 0; i < draft.versions().size(); i++) {
            DraftVersion version = draft.versions().get(i);
            if (!versions.add(version.version())) {
                faults.add(new FieldFault("versions[%d].version".formatted(i), Fault.VERSION_REPEATED));
            }
            if (version.mainstreamEndsOn().isBefore(version.releasedOn())) {
                faults.add(new FieldFault(
                        "versions[%d].mainstreamEndsOn".formatted(i), Fault.MAINSTREAM_ENDS_BEFORE_RELEASE));
            }
        }
        faults.addAll(faultsOfKind(draft));
        List<String> known = before.stream()
                .flatMap(product -> product.versions().stream())
                .map(Version::version)
                .toList();
        List<String> lost = known.stream()
                .filter(version -> !versions.contains(version))
                .filter(version -> !draft.removedVersions().contains(version))
                .toList();
        if (!lost.isEmpty()) {
            faults.add(new FieldFault("versions", Fault.VERSION_WOULD_BE_LOST));
        }
        for (int i = 0; i < draft.removedVersions().size(); i++) {
            String removed = draft.removedVersions().get(i);
            if (versions.contains(removed)) {
                faults.add(new FieldFault("removedVersions[%d]".formatted(i), Fault.REMOVED_VERSION_KEPT));
            } else if (!known.contains(removed)) {
                faults.add(new FieldFault("removedVersions[%d]".formatted(i), Fault.REMOVED_VERSION_UNKNOWN));
            }
        }
        return new ProductDecision(faults.isEmpty() ? Optional.of(product(draft)) : Optional.empty(), faults, lost);
    }

    private static List<FieldFault> faultsOfKind(Draft draft) {
        boolean onPremises = draft.kind() == ProductKind.ON_PREMISES;
        boolean marketplace = draft.kind() == ProductKind.MARKETPLACE;
        List<FieldFault> faults = new ArrayList<>();
        if (onPremises && draft.versions().isEmpty()) {
            faults.add(new FieldFault("versions", Fault.VERSIONS_REQUIRED));
        }
        if (!onPremises && !draft.versions().isEmpty()) {
            faults.add(new FieldFault("versions", Fault.VERSIONS_NOT_APPLICABLE));
        }
        if (marketplace && draft.needsContract()) {
            faults.add(new FieldFault("needsContract", Fault.CONTRACT_NOT_APPLICABLE));
        }
        if (marketplace
                && (draft.vendorSupport() == null || !draft.vendorSupport().isReachable())) {
            faults.add(new FieldFault("vendorSupport", Fault.VENDOR_SUPPORT_REQUIRED));
        }
        if (!marketplace && draft.vendorSupport() != null) {
            faults.add(new FieldFault("vendorSupport", Fault.VENDOR_SUPPORT_NOT_APPLICABLE));
        }
        return faults;
    }

    private static Product product(Draft draft) {
        return new Product(
                draft.productId(),
                draft.name(),
                draft.kind(),
                draft.needsContract(),
                draft.versions().stream()
                        .map(version ->
                                new Version(version.version(), version.releasedOn(), version.mainstreamEndsOn()))
                        .toList(),
                draft.vendorSupport());
    }
}
