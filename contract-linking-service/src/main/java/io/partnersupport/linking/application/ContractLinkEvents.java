package io.partnersupport.linking.application;

import io.partnersupport.linking.domain.link.ContractLink;

/** Announces new states of links to the other services, in the running transaction. */
public interface ContractLinkEvents {
    void made(ContractLink link);

    void removed(ContractLink link);
}
