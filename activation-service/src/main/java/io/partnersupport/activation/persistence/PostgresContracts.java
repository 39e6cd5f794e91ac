package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.contract.Contract;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.Contracts;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

@ApplicationScoped
class PostgresContracts implements Contracts, PanacheRepositoryBase<ContractEntity, UUID> {
    @Override
    public Contract lockFor(GrantedBenefit benefit, Supplier<Contract> unissued) {
        Optional<ContractEntity> known = lockedFor(benefit);
        if (known.isEmpty()) {
            addUnlessIssued(unissued.get());
            known = lockedFor(benefit);
        }
        return known.orElseThrow().toContract();
    }

    private Optional<ContractEntity> lockedFor(GrantedBenefit benefit) {
        return (benefit.benefitYear().isPresent()
                        ? find(
                                "partnerId = ?1 and benefitYear = ?2 and withdrawnAt is null",
                                benefit.partnerId().value(),
                                benefit.benefitYear().getAsInt())
                        : find("planId", benefit.id().value()))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Waits for whoever issues the same contract at the same moment; theirs is kept. */
    private void addUnlessIssued(Contract contract) {
        getEntityManager()
                .createNativeQuery("""
                        INSERT INTO contract (id, partner_id, benefit_year, plan_id, renews, sealed_pair,
                            access_id_digest, contract_id_digest, digest_key_id, sequence)
                        VALUES (:id, :partner, CAST(:year AS integer), CAST(:plan AS uuid), CAST(:renews AS uuid),
                            :pair, :accessIdDigest, :contractIdDigest, :digestKeyId, 0)
                        ON CONFLICT %s DO NOTHING""".formatted(
                                contract.plan().isPresent()
                                        ? "(plan_id)"
                                        : "(partner_id, benefit_year) WHERE withdrawn_at IS NULL"))
                .setParameter("id", contract.id().value())
                .setParameter("partner", contract.partnerId().value())
                .setParameter(
                        "year",
                        contract.benefitYear().isPresent()
                                ? Integer.valueOf(contract.benefitYear().getAsInt())
                                : null)
                .setParameter("plan", contract.plan().map(BenefitId::value).orElse(null))
                .setParameter(
                        "renews", contract.renews().map(ContractRef::value).orElse(null))
                .setParameter("pair", contract.pair().text())
                .setParameter("accessIdDigest", contract.digest().accessId())
                .setParameter("contractIdDigest", contract.digest().contractId())
                .setParameter("digestKeyId", contract.digest().keyId())
                .executeUpdate();
    }

    @Override
    public Optional<Contract> lock(ContractRef id) {
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).map(ContractEntity::toContract);
    }

    @Override
    public List<Contract> lockHolding(Collection<BenefitId> lines) {
        return find(
                        "id in (select l.contract.id from ContractLineEntity l where l.benefitId in ?1) order by id",
                        lines.stream().map(BenefitId::value).toList())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .stream()
                .map(ContractEntity::toContract)
                .toList();
    }

    @Override
    public Optional<ContractRef> renewedIn(PartnerId partner, int benefitYear) {
        return find(
                        "partnerId = ?1 and benefitYear <= ?2 order by benefitYear desc, id desc",
                        partner.value(),
                        benefitYear)
                .firstResultOptional()
                .filter(latest -> latest.benefitYear < benefitYear && latest.withdrawnAt == null)
                .map(latest -> new ContractRef(latest.id));
    }

    @Override
    public long save(Contract locked) {
        ContractEntity entity = findById(locked.id().value());
        entity.put(locked);
        entity.sequence++;
        flush();
        return entity.sequence;
    }

    @Override
    public void reseal(Contract locked) {
        findById(locked.id().value()).put(locked);
    }

    @Override
    public List<ContractRef> underOtherKeys(
            String sealingKey, String digestKey, Optional<ContractRef> after, int limit) {
        List<?> ids = getEntityManager()
                .createNativeQuery("""
                        SELECT id FROM contract
                        WHERE (split_part(sealed_pair, ':', 1) <> :sealingKey OR digest_key_id <> :digestKey)
                            AND (CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid))
                        ORDER BY id LIMIT :limit""", UUID.class)
                .setParameter("sealingKey", sealingKey)
                .setParameter("digestKey", digestKey)
                .setParameter("after", after.map(ContractRef::value).orElse(null))
                .setParameter("limit", limit)
                .getResultList();
        return ids.stream().map(id -> new ContractRef((UUID) id)).toList();
    }

    @Override
    public List<BenefitId> linesOfWithdrawnBenefits(int limit) {
        List<?> ids = getEntityManager()
                .createNativeQuery("""
                        SELECT line.benefit_id FROM contract_line line JOIN known_benefit known ON known.id = line.benefit_id
                        WHERE known.withdrawn AND line.withdrawn_at IS NULL LIMIT :limit""", UUID.class)
                .setParameter("limit", limit)
                .getResultList();
        return ids.stream().map(id -> new BenefitId((UUID) id)).toList();
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
