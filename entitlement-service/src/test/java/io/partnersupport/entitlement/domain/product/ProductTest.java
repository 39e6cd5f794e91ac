package io.partnersupport.entitlement.domain.product;

import static io.partnersupport.entitlement.domain.product.Product.Support.CURRENT;
import static io.partnersupport.entitlement.domain.product.Product.Support.NOT_COVERED;
import static io.partnersupport.entitlement.domain.product.Product.Support.PREVIOUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.entitlement.domain.product.Product.Lifecycle;
import io.partnersupport.entitlement.domain.product.Product.Support;
import io.partnersupport.entitlement.domain.product.Product.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductTest {
    /** Released on 2020, 2022 and 2024-01-01; "1" leaves mainstream support while it is N-1, "2" only later. */
    private static final Product PRODUCT = new Product(
            "server",
            "Server",
            ProductKind.ON_PREMISES,
            true,
            List.of(
                    version("1", "2020-01-01", "2023-06-30"),
                    version("2", "2022-01-01", "2030-12-31"),
                    version("3", "2024-01-01", "2024-12-31")),
            null);

    @ParameterizedTest(name = "version {0} at {1}: {2}")
    @DisplayName("E-10: N, and N-1 while inside mainstream support, are covered")
    @CsvSource({
        "1, 2019-12-31T23:59:59.999Z, NOT_COVERED",
        "1, 2020-01-01T00:00:00Z,     CURRENT",
        "1, 2021-12-31T23:59:59.999Z, CURRENT",
        "1, 2022-01-01T00:00:00Z,     PREVIOUS",
        "1, 2023-06-30T23:59:59.999Z, PREVIOUS",
        "1, 2023-07-01T00:00:00Z,     NOT_COVERED",
        "2, 2024-01-01T00:00:00Z,     PREVIOUS",
        "2, 2030-12-31T23:59:59.999Z, PREVIOUS",
        "2, 2031-01-01T00:00:00Z,     NOT_COVERED",
        "3, 2040-01-01T00:00:00Z,     CURRENT",
    })
    void saysWhatAVersionIs(String version, Instant at, Support expected) {
        Lifecycle lifecycle = PRODUCT.lifecycles().stream()
                .filter(each -> each.version().version().equals(version))
                .findFirst()
                .orElseThrow();
        assertThat(lifecycle.supportAt(at)).isEqualTo(expected).isIn(CURRENT, PREVIOUS, NOT_COVERED);
    }

    private static Version version(String name, String releasedOn, String mainstreamEndsOn) {
        return new Version(name, LocalDate.parse(releasedOn), LocalDate.parse(mainstreamEndsOn));
    }
}
