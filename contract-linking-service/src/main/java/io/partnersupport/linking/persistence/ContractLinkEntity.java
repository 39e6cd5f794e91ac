package io.partnersupport.linking.persistence;

import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.contract.LinkPolicy;
import io.partnersupport.linking.domain.link.Account;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.link.ContractLink;
import io.partnersupport.linking.domain.link.LinkId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "contract_link")
class ContractLinkEntity {
    @Id
    UUID id;

    UUID contractId;
    String accountId;

    @Enumerated(EnumType.STRING)
    Account.Directory directory;

    @Enumerated(EnumType.STRING)
    LinkPolicy linkPolicy;

    Instant linkedAt;
    UUID followedFrom;
    Instant removedAt;
    String removedBy;
    long sequence;

    /** Of a link nothing ever changes but whether it is removed. */
    void change(ContractLink link) {
        removedAt = link.removal().map(ContractLink.Removal::at).orElse(null);
        removedBy = link.removal().map(removal -> removal.by().subject()).orElse(null);
        sequence = link.sequence();
    }

    ContractLink toLink() {
        return new ContractLink(
                new LinkId(id),
                new ContractRef(contractId),
                new Account(new AccountId(accountId), directory),
                linkPolicy,
                linkedAt,
                Optional.ofNullable(followedFrom).map(LinkId::new),
                Optional.ofNullable(removedAt).map(at -> new ContractLink.Removal(at, new AccountId(removedBy))),
                sequence);
    }
}
