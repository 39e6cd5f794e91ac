package io.partnersupport.linking.messaging;

import io.partnersupport.kit.event.RepublishedStates;
import io.partnersupport.linking.domain.link.ContractLinks;
import io.partnersupport.linking.domain.link.LinkId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

/** What the topic of this service is announced again from. */
@ApplicationScoped
class RepublishedLinks {
    @Produces
    @Singleton
    RepublishedStates links(EntityManager entityManager, ContractLinks links, OutboxContractLinkEvents events) {
        return RepublishedStates.ofTable(
                "linking.links",
                entityManager,
                "contract_link",
                (id, sequence) -> events.again(links.hold(new LinkId(id)).orElseThrow()));
    }
}
