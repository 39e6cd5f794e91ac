package io.partnersupport.entitlement.application;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Editions;
import io.partnersupport.entitlement.domain.catalogue.Editions.Documented;
import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.entitlement.domain.product.Product.VendorSupport;
import io.partnersupport.entitlement.domain.product.Product.Version;
import io.partnersupport.entitlement.domain.product.ProductKind;
import io.partnersupport.entitlement.domain.product.Products;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** Imports the edition and the products that ship with the service, once, whichever instance starts first. */
@ApplicationScoped
public class ShippedCatalogue {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()).registerModule(new JavaTimeModule());

    private final Editions editions;
    private final Products products;
    private final EntitlementEvents events;
    private final Clock clock;

    ShippedCatalogue(Editions editions, Products products, EntitlementEvents events, Clock clock) {
        this.editions = editions;
        this.products = products;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void importAt(@Observes StartupEvent start) {
        EditionDocument document = document("mpn-2021");
        if (editions.add(new Documented(document.edition(), document.json()), clock.instant())) {
            events.editionImported(document.edition());
        }
        products()
                .forEach(product ->
                        products.add(product).ifPresent(sequence -> events.productChanged(product, sequence)));
    }

    /** An edition that ships under {@code catalogue/}. */
    public static Edition edition(String code) {
        return document(code).edition();
    }

    private static EditionDocument document(String code) {
        return EditionDocument.read(text("catalogue/" + code + ".yaml"), Format.YAML)
                .orElseThrow();
    }

    /** The products under {@code catalogue/}. */
    public static List<Product> products() {
        try {
            return YAML
                    .readValue(text("catalogue/products.yaml"), new TypeReference<List<ShippedProduct>>() {})
                    .stream()
                    .map(ShippedProduct::toProduct)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String resource) {
        try (InputStream document =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A product as the document writes it: what is usual may be left out. */
    record ShippedProduct(
            String productId,
            String name,
            ProductKind kind,
            Boolean needsContract,
            List<Version> versions,
            VendorSupport vendorSupport) {
        Product toProduct() {
            return new Product(
                    productId,
                    name,
                    kind,
                    kind != ProductKind.MARKETPLACE && Objects.requireNonNullElse(needsContract, true),
                    Objects.requireNonNullElse(versions, List.of()),
                    vendorSupport);
        }
    }
}
