package io.partnersupport.activation.messaging;

import io.partnersupport.activation.domain.cancellation.Cancellations;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.Contracts;
import io.partnersupport.kit.event.RepublishedStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

/** What each topic of this service is announced again from. */
@ApplicationScoped
class RepublishedActivations {
    private final EntityManager entityManager;

    RepublishedActivations(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Produces
    @Singleton
    RepublishedStates contracts(Contracts contracts, OutboxContractEvents events) {
        return RepublishedStates.ofTable(
                "activation.contracts",
                entityManager,
                "contract",
                (id, sequence) ->
                        events.changed(contracts.find(new ContractRef(id)).orElseThrow(), sequence));
    }

    @Produces
    @Singleton
    RepublishedStates cancellations(Cancellations cancellations, OutboxCancellationEvents events) {
        return RepublishedStates.ofTable(
                "activation.cancellations",
                entityManager,
                "cancellation",
                (id, sequence) -> events.granted(cancellations.find(id).orElseThrow(), sequence));
    }
}
