package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.domain.product.Product.VendorSupport;
import io.partnersupport.entitlement.domain.product.ProductKind;
import io.partnersupport.entitlement.domain.product.ProductRules.Draft;
import io.partnersupport.entitlement.domain.product.ProductRules.DraftVersion;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A whole product. */
@Schema(examples = ProductRequest.EXAMPLE)
record ProductRequest(
        @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
        String name,

        @NotNull ProductKind kind,

        @Schema(
                description =
                        "False where requests take no Access ID and Contract ID; if left out, false for marketplace"
                                + " products only")
        Boolean needsContract,

        @Size(max = 100) @Schema(description = "Of an on-premises product, in any order")
        List<@Valid @NotNull ProductVersionRequest> versions,

        @Valid @Schema(description = "Of a marketplace product: at least one way to reach its vendor")
        VendorSupportRequest vendorSupport,

        @Size(max = 100)
        @Schema(
                description =
                        "Versions that shall be removed. A version of the product that is neither in versions nor here"
                                + " is a fault, so that none is lost by accident.")
        List<@NotBlank @Size(max = 100) String> removedVersions) {
    static final String EXAMPLE = """
            {"name": "SQL Server", "kind": "ON_PREMISES", "versions": [
              {"version": "2022", "releasedOn": "2022-11-16", "mainstreamEndsOn": "2028-01-11"},
              {"version": "2025", "releasedOn": "2025-11-18", "mainstreamEndsOn": "2031-01-06"}],
             "removedVersions": ["2014"]}""";

    /** A dated version. */
    record ProductVersionRequest(
            @NotBlank @Size(max = 100) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
            String version,

            @NotNull LocalDate releasedOn,

            @NotNull @Schema(description = "The last day of mainstream support")
            LocalDate mainstreamEndsOn) {}

    /** Whom to ask. */
    record VendorSupportRequest(
            @Size(max = 500) @Pattern(regexp = "https://[!-~]+", message = "https-address")
            String page,

            @Size(max = 254) @Pattern(regexp = "[!-?A-~]+@[a-z0-9.-]+", message = "e-mail-address")
            String email,

            @Size(max = 40) @Pattern(regexp = "\\+?[0-9 ()./-]{3,}", message = "phone-number")
            String phone) {}

    Draft toDraft(String productId) {
        return new Draft(
                productId,
                name,
                kind,
                Objects.requireNonNullElse(needsContract, kind != ProductKind.MARKETPLACE),
                Objects.requireNonNullElse(versions, List.<ProductVersionRequest>of()).stream()
                        .map(each -> new DraftVersion(each.version(), each.releasedOn(), each.mainstreamEndsOn()))
                        .toList(),
                vendorSupport == null
                        ? null
                        : new VendorSupport(vendorSupport.page(), vendorSupport.email(), vendorSupport.phone()),
                Objects.requireNonNullElse(removedVersions, List.of()));
    }
}
