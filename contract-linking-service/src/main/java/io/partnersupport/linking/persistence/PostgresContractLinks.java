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
                                INSERT INTO contract_link (id, contract_id, account_id, directory, link_policy, linked_at,
                                    followed_from, sequence)
                                VALUES (:id, :contract, :account, :directory, :linkPolicy, :linkedAt,
                                    CAST(:followedFrom AS uuid), :sequence)
                                ON CONFLICT DO NOTHING""")
                        .setParameter("id", link.id().value())
                        .setParameter("contract", link.contract().value())
                        .setParameter("account", link.account().id().subject())
                        .setParameter("directory", link.account().directory().name())
                        .setParameter("linkPolicy", link.linkPolicy().name())
                        .setParameter("linkedAt", link.linkedAt())
                        .setParameter(
                                "followedFrom",
                                link.followedFrom().map(LinkId::value).orElse(null))
                        .setParameter("sequence", link.sequence())
                        .executeUpdate()
                == 1;
    }

    @Override
    @SuppressWarnings("unchecked") // Hibernate's own type of a native query's entities
    public List<ContractLink> notFollowedTo(ContractRef renewal, int limit) {
        List<ContractLinkEntity> former = getEntityManager()
                .createNativeQuery("""
                        SELECT former.* FROM known_contract renewal
                        JOIN known_contract renewed
                            ON renewed.id = renewal.renews AND renewed.partner_id = renewal.partner_id
                        JOIN contract_link former ON former.contract_id = renewed.id AND former.removed_at IS NULL
                        WHERE renewal.id = :renewal AND renewal.withdrawn_at IS NULL
                            AND NOT EXISTS (SELECT FROM contract_link ever
                                WHERE ever.contract_id = renewal.id AND ever.account_id = former.account_id)
                            AND NOT (renewal.link_policy = 'SINGLE_ACCOUNT' AND EXISTS (SELECT FROM contract_link taken
                                WHERE taken.contract_id = renewal.id AND taken.removed_at IS NULL))
                        ORDER BY former.id LIMIT :limit FOR UPDATE OF former""", ContractLinkEntity.class)
                .setParameter("renewal", renewal.value())
                .setParameter("limit", limit)
                .getResultList();
        return former.stream().map(ContractLinkEntity::toLink).toList();
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
