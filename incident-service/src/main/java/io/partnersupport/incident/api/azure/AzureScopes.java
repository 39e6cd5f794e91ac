package io.partnersupport.incident.api.azure;

import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.customer.Customer;
import io.partnersupport.incident.domain.customer.Customers;
import io.partnersupport.incident.domain.ticket.TicketScope;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.identity.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Where an address's tickets belong: to the caller's own organisation, or to the customer with the subscription. */
@ApplicationScoped
class AzureScopes {
    private static final int RETRY_AFTER_SECONDS = 2;

    private final Customers customers;
    private final ViewFreshness freshness;
    private final CurrentCaller caller;

    AzureScopes(Customers customers, ViewFreshness freshness, CurrentCaller caller) {
        this.customers = customers;
        this.freshness = freshness;
        this.caller = caller;
    }

    TicketScope own() {
        return new TicketScope(owner(), Optional.empty(), Optional.empty());
    }

    /** Of a customer of the caller's partner; others' subscriptions do not exist here. */
    TicketScope of(UUID subscription) {
        Optional<Customer> customer = caller.get()
                .partnerId()
                .flatMap(partner -> customers.ofSubscription(new PartnerId(partner), subscription));
        if (customer.isEmpty()) {
            throw freshness.isBehind()
                    ? Problem.of(503, "view-behind")
                            .retryAfterSeconds(RETRY_AFTER_SECONDS)
                            .exception()
                    : Problem.of(404, "subscription-not-found")
                            .arguments(subscription.toString())
                            .exception();
        }
        return new TicketScope(owner(), Optional.of(subscription), customer);
    }

    private String owner() {
        return caller.get()
                .partnerId()
                .map("partner "::concat)
                .orElseGet(() -> "account " + caller.get().subject());
    }
}
