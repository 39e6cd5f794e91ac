package io.partnersupport.linking.persistence;

import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.link.ContractLink;
import io.partnersupport.linking.domain.link.ContractLinks;
import io.partnersupport.linking.domain.link.LinkId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresContractLinks implements ContractLinks, PanacheRepositoryBase<ContractLinkEntity, UUID> {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    @Override
    public Optional<ContractLink> activeOf(AccountId account, ContractRef contract) {
        return find("accountId = ?1 and contractId = ?2 and removedAt is null", account.subject(), contract.value())
                .firstResultOptional()
                .map(ContractLinkEntity::toLink);
    }

    @Override
    public boolean isLinkedByAnother(AccountId account, ContractRef contract) {
        return find("accountId <> ?1 and contractId = ?2 and removedAt is null", account.subject(), contract.value())
                .firstResultOptional()
                .isPresent();
    }

    @Override
    public boolean add(ContractLink link) {
        return getEntityManager()
                        .createNativeQuery("""
                                INSERT INTO contract_link (id, contract_id, account_id, directory, link_policy, linked_at, sequence)
                                VALUES (:id, :contract, :account, :directory, :linkPolicy, :linkedAt, :sequence)
                                ON CONFLICT DO NOTHING""")
                        .setParameter("id", link.id().value())
                        .setParameter("contract", link.contract().value())
                        .setParameter("account", link.account().id().subject())
                        .setParameter("directory", link.account().directory().name())
                        .setParameter("linkPolicy", link.linkPolicy().name())
                        .setParameter("linkedAt", link.linkedAt())
                        .setParameter("sequence", link.sequence())
                        .executeUpdate()
                == 1;
    }

    @Override
    public Optional<ContractLink> hold(LinkId id) {
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).map(ContractLinkEntity::toLink);
    }

    @Override
    public void update(ContractLink link) {
        findById(link.id().value()).change(link);
    }

    @Override
    public List<ContractLink> listOf(AccountId account, Optional<LinkId> before, int limit) {
        return list("accountId", account.subject(), before, limit);
    }

    @Override
    public List<ContractLink> listWith(ContractRef contract, Optional<LinkId> before, int limit) {
        return list("contractId", contract.value(), before, limit);
    }

    private List<ContractLink> list(String field, Object value, Optional<LinkId> before, int limit) {
        UUID bound = before.map(LinkId::value).orElse(AFTER_ALL);
        return find(field + " = ?1 and id < ?2 and removedAt is null order by id desc", value, bound)
                .range(0, limit - 1)
                .stream()
                .map(ContractLinkEntity::toLink)
                .toList();
    }
}
