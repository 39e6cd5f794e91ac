package io.partnersupport.linking.messaging;

import io.partnersupport.kit.event.Outbox;
import io.partnersupport.linking.application.ContractLinkEvents;
import io.partnersupport.linking.domain.link.ContractLink;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class OutboxContractLinkEvents implements ContractLinkEvents {
    private static final String TOPIC = "linking.links";
    private final Outbox outbox;

    OutboxContractLinkEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void made(ContractLink link) {
        add("partnersupport.contract-link.made", link);
    }

    @Override
    public void followed(ContractLink link) {
        add("partnersupport.contract-link.followed", link);
    }

    @Override
    public void removed(ContractLink link) {
        add("partnersupport.contract-link.removed", link);
    }

    /** The state that it is in, whatever was last announced of it. */
    void again(ContractLink link) {
        if (link.removal().isPresent()) {
            removed(link);
        } else if (link.followedFrom().isPresent()) {
            followed(link);
        } else {
            made(link);
        }
    }

    private void add(String type, ContractLink link) {
        outbox.add(TOPIC, link.id().value().toString(), type, link.sequence(), ContractLinkState.from(link));
    }
}
