package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.membership.Memberships;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresMemberships implements Memberships, PanacheRepositoryBase<MembershipEntity, UUID> {
    @Override
    public long add(Membership membership) {
        MembershipEntity entity = MembershipEntity.of(membership);
        persistAndFlush(entity);
        return entity.sequence;
    }

    @Override
    public Optional<Membership> find(UUID id) {
        return findByIdOptional(id).map(MembershipEntity::toMembership);
    }

    @Override
    public long withdraw(Membership membership) {
        return (Long) getEntityManager()
                .createNativeQuery("""
                        UPDATE membership SET withdrawn_at = :at, sequence = sequence + 1 WHERE id = :id
                        RETURNING sequence""", Long.class)
                .setParameter("at", membership.withdrawnAt().orElseThrow())
                .setParameter("id", membership.id())
                .getSingleResult();
    }

    @Override
    public List<Membership> of(PartnerId partner) {
        return find("partnerId = ?1 order by startsAt desc, id desc", partner.value()).stream()
                .map(MembershipEntity::toMembership)
                .toList();
    }

    @Override
    public Optional<Membership> find(PartnerId partner, UUID id) {
        return find("partnerId = ?1 and id = ?2", partner.value(), id)
                .firstResultOptional()
                .map(MembershipEntity::toMembership);
    }

    @Override
    public List<Membership> list(PartnerId partner, Optional<UUID> after, int limit) {
        return find("""
                        partnerId = ?1 and (?2 is null or (startsAt, id) <
                            (select after.startsAt, after.id from MembershipEntity after where after.id = ?2))
                        order by startsAt desc, id desc""", partner.value(), after.orElse(null)).range(0, limit - 1).stream()
                .map(MembershipEntity::toMembership)
                .toList();
    }
}
