package io.partnersupport.activation.domain.contract;

import java.security.SecureRandom;

/** What a person types to link a contract. Whoever has it can spend the partner's incidents. */
public record Pair(AccessId accessId, ContractId contractId) {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Pair random() {
        return new Pair(AccessId.random(RANDOM), ContractId.random(RANDOM));
    }
}
