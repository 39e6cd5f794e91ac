package io.partnersupport.linking.api;

import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.start.WarmUp;
import io.partnersupport.linking.application.ListContractLinks;
import io.partnersupport.linking.application.PairDigester;
import io.partnersupport.linking.application.TryPair;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.pair.AccessId;
import io.partnersupport.linking.domain.pair.ContractId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class LinkingWarmUp implements WarmUp {
    private final ListContractLinks listContractLinks;
    private final PairDigester digester;
    private final TryPair tryPair;
    private final ViewFreshness freshness;

    LinkingWarmUp(
            ListContractLinks listContractLinks, PairDigester digester, TryPair tryPair, ViewFreshness freshness) {
        this.listContractLinks = listContractLinks;
        this.digester = digester;
        this.tryPair = tryPair;
        this.freshness = freshness;
    }

    @Override
    public List<Object> answers() {
        tryPair.first(
                new AccountId(NOBODY.subject()),
                digester.digest(new AccessId("0000000000"), new ContractId("000000000000")));
        return List.of(ContractLinkPage.from(
                new Page<>(
                        listContractLinks.own(NOBODY, Optional.empty(), 1).stream()
                                .map(ContractLinkResponse::from)
                                .toList(),
                        null),
                freshness.asOf()));
    }
}
