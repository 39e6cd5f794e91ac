package io.partnersupport.linking.messaging;

import io.partnersupport.linking.domain.link.ContractLink;
import io.partnersupport.linking.domain.link.LinkId;
import java.time.Instant;
import java.util.UUID;

record ContractLinkState(
        UUID id,
        UUID contract,
        String account,
        String directory,
        Instant linkedAt,
        UUID followedFrom,
        Instant removedAt) {
    static ContractLinkState from(ContractLink link) {
        return new ContractLinkState(
                link.id().value(),
                link.contract().value(),
                link.account().id().subject(),
                link.account().directory().name(),
                link.linkedAt(),
                link.followedFrom().map(LinkId::value).orElse(null),
                link.removal().map(ContractLink.Removal::at).orElse(null));
    }
}
