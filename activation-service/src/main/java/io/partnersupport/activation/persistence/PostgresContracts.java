package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.contract.Contract;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.Contracts;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

@ApplicationScoped
class PostgresContracts implements Contracts, PanacheRepositoryBase<ContractEntity, UUID> {
    @Override
    public Contract lock(PartnerId partner, int benefitYear, Supplier<Contract> unissued) {
        Optional<ContractEntity> known = lock(partner, benefitYear);
        if (known.isEmpty()) {
            addUnlessIssued(unissued.get());
            known = lock(partner, benefitYear);
        }
        return known.orElseThrow().toContract();
    }

    private Optional<ContractEntity> lock(PartnerId partner, int benefitYear) {
        return find("partnerId = ?1 and benefitYear = ?2", partner.value(), benefitYear)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Waits for whoever issues the contract of that year at the same moment; theirs is kept. */
    private void addUnlessIssued(Contract contract) {
        getEntityManager()
                .createNativeQuery("""
                        INSERT INTO contract (id, partner_id, benefit_year, sealed_pair,
                            access_id_digest, contract_id_digest, digest_key_id, sequence)
                        VALUES (:id, :partner, :year, :pair, :accessIdDigest, :contractIdDigest, :digestKeyId, 0)
                        ON CONFLICT (partner_id, benefit_year) WHERE withdrawn_at IS NULL DO NOTHING""")
                .setParameter("id", contract.id().value())
                .setParameter("partner", contract.partnerId().value())
                .setParameter("year", contract.benefitYear())
                .setParameter("pair", contract.pair().text())
                .setParameter("accessIdDigest", contract.digest().accessId())
                .setParameter("contractIdDigest", contract.digest().contractId())
                .setParameter("digestKeyId", contract.digest().keyId())
                .executeUpdate();
    }

    @Override
    public long save(Contract locked) {
        ContractEntity entity = findById(locked.id().value());
        locked.lines().forEach(entity::put);
        entity.sequence++;
        flush();
        return entity.sequence;
    }

    @Override
    public Optional<Contract> find(ContractRef id) {
        return findByIdOptional(id.value()).map(ContractEntity::toContract);
    }

    @Override
    public List<Contract> of(PartnerId partner) {
        return getEntityManager()
                .createQuery(
                        "from ContractEntity c left join fetch c.lines where c.partnerId = :partner order by c.id",
                        ContractEntity.class)
                .setParameter("partner", partner.value())
                .getResultStream()
                .map(ContractEntity::toContract)
                .toList();
    }

    @Override
    public List<Contract> list(Optional<PartnerId> partner, Optional<UUID> after, int limit) {
        // a page of contracts, then their lines at once: a limit does not count rows of a join
        List<UUID> page = getEntityManager()
                .createQuery("""
                        select id from ContractEntity
                        where (:partner is null or partnerId = :partner) and (:after is null or id < :after)
                        order by id desc""", UUID.class)
                .setParameter("partner", partner.map(PartnerId::value).orElse(null))
                .setParameter("after", after.orElse(null))
                .setMaxResults(limit)
                .getResultList();
        return getEntityManager()
                .createQuery(
                        "from ContractEntity c left join fetch c.lines where c.id in :page order by c.id desc",
                        ContractEntity.class)
                .setParameter("page", page)
                .getResultStream()
                .map(ContractEntity::toContract)
                .toList();
    }
}
