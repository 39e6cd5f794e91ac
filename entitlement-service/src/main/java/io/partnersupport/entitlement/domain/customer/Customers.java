package io.partnersupport.entitlement.domain.customer;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The customers of all partners; ended relationships are no longer found. */
public interface Customers {
    /** Adds a customer and returns its sequence; empty if the partner has a customer of that tenant. */
    OptionalLong add(Customer customer);

    Optional<Versioned<Customer>> find(PartnerId partner, UUID id);

    /** The partner's own customers, in the order in which they came. */
    List<Customer> of(PartnerId partner, Optional<UUID> after, int limit);

    /** Customers of other partners which that one serves as indirect provider. */
    List<Customer> servedBy(PartnerId indirectProvider, Optional<UUID> after, int limit);

    /** What stands in the way when a partner changes. */
    Ties tiesOf(PartnerId partner, String tenantId);

    /** Stores what was made from a state and returns its new sequence; empty if that is not the state any more. */
    OptionalLong replace(Versioned<Customer> changed);

    /**
     * How customers depend on a partner.
     *
     * @param any it has customers
     * @param throughProviders some of them through an indirect provider
     * @param ofTenant one of them is the tenant that was asked about
     * @param servedAsProvider customers of other partners name it as their indirect provider
     */
    record Ties(boolean any, boolean throughProviders, boolean ofTenant, boolean servedAsProvider) {
        public static final Ties NONE = new Ties(false, false, false, false);
    }
}
