package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.entitlement.domain.product.ProductRules;
import io.partnersupport.entitlement.domain.product.ProductRules.Draft;
import io.partnersupport.entitlement.domain.product.ProductRules.ProductDecision;
import io.partnersupport.entitlement.domain.product.Products;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.OptionalLong;

/** Adds a product, or corrects one: a new version moves the places of the others (E-10). */
@ApplicationScoped
public class MaintainProduct {
    private final Products products;
    private final EntitlementEvents events;

    MaintainProduct(Products products, EntitlementEvents events) {
        this.products = products;
        this.events = events;
    }

    /** What became of a draft. */
    public enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED,
        REFUSED,
        /** It is not, or no longer, as the operator has read it. */
        CHANGED_MEANWHILE
    }

    /** The outcome, with the product as it is now unless it was refused. */
    public record Maintained(Outcome outcome, ProductDecision decision, long sequence) {}

    /**
     * Stores a product.
     *
     * @param expected the sequence that the operator has read; empty to add a product that does not exist yet
     */
    @Transactional
    public Maintained put(Draft draft, OptionalLong expected) {
        Optional<Versioned<Product>> before = products.find(draft.productId());
        ProductDecision decision = ProductRules.decide(draft, before.map(Versioned::state));
        OptionalLong current =
                before.map(stored -> OptionalLong.of(stored.sequence())).orElse(OptionalLong.empty());
        if (!current.equals(expected)) {
            return new Maintained(Outcome.CHANGED_MEANWHILE, decision, 0);
        }
        if (decision.product().isEmpty()) {
            return new Maintained(Outcome.REFUSED, decision, 0);
        }
        Product product = decision.product().get();
        if (before.filter(stored -> stored.state().equals(product)).isPresent()) {
            return new Maintained(Outcome.UNCHANGED, decision, expected.getAsLong());
        }
        OptionalLong sequence =
                expected.isPresent() ? products.replace(product, expected.getAsLong()) : products.add(product);
        if (sequence.isEmpty()) {
            return new Maintained(Outcome.CHANGED_MEANWHILE, decision, 0);
        }
        events.productChanged(product, sequence.getAsLong());
        return new Maintained(expected.isPresent() ? Outcome.CHANGED : Outcome.CREATED, decision, sequence.getAsLong());
    }
}
