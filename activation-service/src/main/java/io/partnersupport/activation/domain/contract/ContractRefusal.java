package io.partnersupport.activation.domain.contract;

/** Why a contract's pair cannot be changed, or the contract cannot be withdrawn. */
public enum ContractRefusal {
    CONTRACT_ALREADY_WITHDRAWN,
    CONTRACT_ALREADY_ENDED
}
