package io.partnersupport.entitlement.application;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Editions;
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
import java.util.List;
import java.util.Objects;

/** Imports the edition and the products that ship with the service, once, whichever instance starts first. */
@ApplicationScoped
public class ShippedCatalogue {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()).registerModule(new JavaTimeModule());

    private final Editions editions;
    private final Products products;
    private final EntitlementEvents events;

    ShippedCatalogue(Editions editions, Products products, EntitlementEvents events) {
        this.editions = editions;
        this.products = products;
        this.events = events;
    }

    @Transactional
    void importAt(@Observes StartupEvent start) {
        Edition edition = edition("mpn-2021");
        if (editions.add(edition)) {
            events.editionImported(edition);
        }
        products()
                .forEach(product ->
                        products.add(product).ifPresent(sequence -> events.productChanged(product, sequence)));
    }

    /** An edition's document under {@code catalogue/}. */
    public static Edition edition(String code) {
        return read("catalogue/" + code + ".yaml", new TypeReference<Edition>() {});
    }

    /** The products under {@code catalogue/}. */
    public static List<Product> products() {
        return read("catalogue/products.yaml", new TypeReference<List<ShippedProduct>>() {}).stream()
                .map(ShippedProduct::toProduct)
                .toList();
    }

    private static <T> T read(String resource, TypeReference<T> type) {
        try (InputStream document =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return YAML.readValue(document, type);
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
