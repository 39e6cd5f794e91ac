package io.partnersupport.linking.api;

import io.partnersupport.linking.application.ListContractLinks.ListedLink;
import io.partnersupport.linking.domain.contract.LinkState;
import io.partnersupport.linking.domain.link.Account;
import io.partnersupport.linking.domain.link.LinkId;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A link between a contract and an account")
record ContractLinkResponse(
        UUID id,
        @Schema(description = "The contract's opaque id") UUID contract,
        Instant linkedAt,

        @Schema(description = "The link with the renewed contract that this one followed; null if the pair was typed")
        UUID followedFrom,

        LinkState state,
        LinkedAccount account) {
    @Schema(description = "The account, by its sign-in; nothing else of the person is known here")
    record LinkedAccount(String subject, Account.Directory directory) {}

    static ContractLinkResponse from(ListedLink listed) {
        return new ContractLinkResponse(
                listed.link().id().value(),
                listed.link().contract().value(),
                listed.link().linkedAt(),
                listed.link().followedFrom().map(LinkId::value).orElse(null),
                listed.state(),
                new LinkedAccount(
                        listed.link().account().id().subject(),
                        listed.link().account().directory()));
    }
}
