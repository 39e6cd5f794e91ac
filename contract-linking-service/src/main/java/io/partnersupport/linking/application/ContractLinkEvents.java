package io.partnersupport.linking.application;

import io.partnersupport.linking.domain.link.ContractLink;

/** Announces new states of links to the other services, in the running transaction. */
public interface ContractLinkEvents {
    void made(ContractLink link);

    /** The link goes on with the contract that renews its own. */
    void followed(ContractLink link);

    void removed(ContractLink link);
}
