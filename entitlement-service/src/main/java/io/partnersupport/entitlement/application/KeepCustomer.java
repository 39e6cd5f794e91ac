package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.Outcome;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.customer.Customer;
import io.partnersupport.entitlement.domain.customer.Customer.Details;
import io.partnersupport.entitlement.domain.customer.CustomerRules;
import io.partnersupport.entitlement.domain.customer.CustomerRules.Refusal;
import io.partnersupport.entitlement.domain.customer.Customers;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Begins, changes and ends customer relationships (E-16). */
@ApplicationScoped
public class KeepCustomer {
    private final Partners partners;
    private final Customers customers;
    private final EntitlementEvents events;
    private final Clock clock;

    KeepCustomer(Partners partners, Customers customers, EntitlementEvents events, Clock clock) {
        this.partners = partners;
        this.customers = customers;
        this.events = events;
        this.clock = clock;
    }

    /** Returns empty if there is no such partner. */
    @Transactional
    public Optional<Outcome<Customer, Refusal>> add(PartnerId partner, String tenantId, Details details) {
        return partners.held(partner).map(held -> {
            Customer customer = Customer.of(Ids.next(clock.instant()), partner, tenantId, details);
            List<Refusal> refusals = refusals(customer, held);
            if (!refusals.isEmpty()) {
                return new Outcome.Refused<>(refusals);
            }
            OptionalLong sequence = customers.add(customer);
            if (sequence.isEmpty()) {
                return new Outcome.Refused<>(List.of(Refusal.CUSTOMER_EXISTS));
            }
            events.customerChanged(customer, sequence.getAsLong());
            return Outcome.of(customer, sequence);
        });
    }

    /** Stores other details of a customer as it was read. */
    @Transactional
    public Outcome<Customer, Refusal> change(Versioned<Customer> current, Details details) {
        Customer changed = current.state().with(details);
        Partner partner = partners.held(changed.partnerId()).orElseThrow();
        return store(new Versioned<>(changed, current.sequence()), refusals(changed, partner));
    }

    /** Says whether the indirect provider lets the partner reach the customer's Azure account. */
    @Transactional
    public Outcome<Customer, Refusal> grantAzureAccess(Versioned<Customer> current, boolean granted) {
        return store(
                new Versioned<>(current.state().withAzureAccess(granted), current.sequence()),
                CustomerRules.grantRefusals(current.state()));
    }

    @Transactional
    public Outcome<Customer, Refusal> end(Versioned<Customer> current) {
        return store(new Versioned<>(current.state().withdraw(), current.sequence()), List.of());
    }

    private List<Refusal> refusals(Customer customer, Partner partner) {
        return CustomerRules.refusals(
                customer, partner, customer.indirectProvider().flatMap(partners::held));
    }

    private Outcome<Customer, Refusal> store(Versioned<Customer> changed, List<Refusal> refusals) {
        if (!refusals.isEmpty()) {
            return new Outcome.Refused<>(refusals);
        }
        OptionalLong sequence = customers.replace(changed);
        sequence.ifPresent(raised -> events.customerChanged(changed.state(), raised));
        return Outcome.of(changed.state(), sequence);
    }
}
