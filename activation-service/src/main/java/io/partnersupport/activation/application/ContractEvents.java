package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.contract.Contract;

/** Announces new states of contracts to the other services, in the running transaction. */
public interface ContractEvents {
    void issued(Contract contract, long sequence);

    void changed(Contract contract, long sequence);
}
