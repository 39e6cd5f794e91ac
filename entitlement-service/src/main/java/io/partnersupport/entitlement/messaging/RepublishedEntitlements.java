package io.partnersupport.entitlement.messaging;

import io.partnersupport.entitlement.application.EntitlementEvents;
import io.partnersupport.entitlement.domain.AllStates;
import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.catalogue.Editions;
import io.partnersupport.entitlement.domain.catalogue.Editions.Revision;
import io.partnersupport.entitlement.domain.customer.Customer;
import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.PartnerUser;
import io.partnersupport.entitlement.domain.plan.PaidPlan;
import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.kit.event.RepublishedStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What each topic of this service is announced again from. */
@ApplicationScoped
class RepublishedEntitlements {
    private final AllStates states;
    private final Editions editions;
    private final EntitlementEvents events;

    RepublishedEntitlements(AllStates states, Editions editions, EntitlementEvents events) {
        this.states = states;
        this.editions = editions;
        this.events = events;
    }

    /** Of each edition the newest revision. */
    @Produces
    @Singleton
    RepublishedStates editions() {
        return new RepublishedStates("entitlement.editions", editions::countCodes, (key, limit) -> {
            List<String> codes = editions.list(Optional.of(key), limit).stream()
                    .map(Revision::code)
                    .toList();
            codes.forEach(code ->
                    events.editionImported(editions.newest(code).orElseThrow().edition()));
            return codes;
        });
    }

    @Produces
    @Singleton
    RepublishedStates products() {
        return of("entitlement.products", Product.class, events::productChanged);
    }

    @Produces
    @Singleton
    RepublishedStates partners() {
        return of("entitlement.partners", Partner.class, events::partnerChanged);
    }

    @Produces
    @Singleton
    RepublishedStates users() {
        return of("entitlement.users", PartnerUser.class, events::userChanged);
    }

    @Produces
    @Singleton
    RepublishedStates memberships() {
        return of("entitlement.memberships", Membership.class, events::membershipChanged);
    }

    @Produces
    @Singleton
    RepublishedStates plans() {
        return of("entitlement.plans", PaidPlan.class, events::planChanged);
    }

    @Produces
    @Singleton
    RepublishedStates customers() {
        return of("entitlement.customers", Customer.class, events::customerChanged);
    }

    @Produces
    @Singleton
    RepublishedStates benefits() {
        return of("entitlement.benefits", Benefit.class, events::benefitChanged);
    }

    private <T> RepublishedStates of(String topic, Class<T> kind, BiConsumer<T, Long> announce) {
        return new RepublishedStates(topic, () -> states.count(kind), (key, limit) -> {
            Map<String, Versioned<T>> raised = states.raiseNext(kind, key, limit);
            raised.values().forEach(next -> announce.accept(next.state(), next.sequence()));
            return raised.keySet();
        });
    }
}
