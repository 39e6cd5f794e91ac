package io.partnersupport.activation.messaging;

import io.partnersupport.activation.application.ContractEvents;
import io.partnersupport.activation.domain.contract.Contract;
import io.partnersupport.kit.event.Outbox;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class OutboxContractEvents implements ContractEvents {
    private final Outbox outbox;

    OutboxContractEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void issued(Contract contract, long sequence) {
        add("partnersupport.contract.issued", contract, sequence);
    }

    @Override
    public void changed(Contract contract, long sequence) {
        add("partnersupport.contract.changed", contract, sequence);
    }

    private void add(String type, Contract contract, long sequence) {
        outbox.add(
                "activation.contracts", contract.id().value().toString(), type, sequence, ContractState.from(contract));
    }
}
