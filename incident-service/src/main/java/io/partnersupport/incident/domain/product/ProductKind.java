package io.partnersupport.incident.domain.product;

/** Where a product runs, which decides the benefit that covers it (E-11). */
public enum ProductKind {
    ON_PREMISES,
    CLOUD,
    MARKETPLACE
}
