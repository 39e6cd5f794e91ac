package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.PartnerUser;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

@ApplicationScoped
class PostgresPartners implements Partners, PanacheRepositoryBase<PartnerEntity, String> {
    @Override
    public OptionalLong add(Partner partner) {
        int added = getEntityManager()
                .createNativeQuery("""
                        INSERT INTO partner (partner_id, name, country, managed_in, partner_kind, tenant_id, domain,
                                             account_email, sequence)
                        VALUES (:id, :name, :country, :managedIn, :partnerKind, :tenantId, :domain,
                                cast(:accountEmail AS text), 1)
                        ON CONFLICT DO NOTHING""")
                .setParameter("id", partner.id().value())
                .setParameter("name", partner.name())
                .setParameter("country", partner.country())
                .setParameter("managedIn", partner.managedIn().name())
                .setParameter("partnerKind", partner.partnerKind().name())
                .setParameter("tenantId", partner.tenantId())
                .setParameter("domain", partner.domain())
                .setParameter("accountEmail", partner.accountEmail())
                .executeUpdate();
        return added == 1 ? OptionalLong.of(1) : OptionalLong.empty();
    }

    @Override
    public Optional<Partner> find(PartnerId id) {
        return findByIdOptional(id.value()).map(PartnerEntity::toPartner);
    }

    @Override
    public Optional<Versioned<Partner>> versioned(PartnerId id) {
        return findByIdOptional(id.value()).map(entity -> new Versioned<>(entity.toPartner(), entity.sequence));
    }

    @Override
    public Optional<Partner> held(PartnerId id) {
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_READ).map(PartnerEntity::toPartner);
    }

    @Override
    public Optional<Partner> locked(PartnerId id) {
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).map(PartnerEntity::toPartner);
    }

    @Override
    public OptionalLong replace(Versioned<Partner> changed) {
        Partner partner = changed.state();
        return Statements.raisedSequence(getEntityManager()
                .createNativeQuery("""
                        UPDATE partner SET name = :name, country = :country, managed_in = :managedIn,
                               partner_kind = :partnerKind, tenant_id = :tenantId, domain = :domain,
                               account_email = cast(:accountEmail AS text), sequence = sequence + 1
                        WHERE partner_id = :id AND sequence = :sequence RETURNING sequence""", Long.class)
                .setParameter("id", partner.id().value())
                .setParameter("name", partner.name())
                .setParameter("country", partner.country())
                .setParameter("managedIn", partner.managedIn().name())
                .setParameter("partnerKind", partner.partnerKind().name())
                .setParameter("tenantId", partner.tenantId())
                .setParameter("domain", partner.domain())
                .setParameter("accountEmail", partner.accountEmail())
                .setParameter("sequence", changed.sequence()));
    }

    @Override
    public List<Partner> list(Optional<String> afterId, int limit) {
        return find("partnerId > ?1 order by partnerId", afterId.orElse("")).range(0, limit - 1).stream()
                .map(PartnerEntity::toPartner)
                .toList();
    }

    @Override
    public OptionalLong add(PartnerUser user) {
        return Statements.raisedSequence(with(user, getEntityManager().createNativeQuery("""
                        INSERT INTO partner_user AS known (user_id, partner_id, name, email, directory, roles, sequence)
                        VALUES (:id, :partner, :name, :email, :directory, :roles, 1)
                        ON CONFLICT (user_id) DO UPDATE
                        SET partner_id = excluded.partner_id, name = excluded.name, email = excluded.email,
                            directory = excluded.directory, roles = excluded.roles, withdrawn = false,
                            sequence = known.sequence + 1
                        WHERE known.withdrawn RETURNING sequence""", Long.class)));
    }

    @Override
    public Optional<Versioned<PartnerUser>> user(PartnerId partner, String userId) {
        return getEntityManager()
                .createQuery(
                        "from PartnerUserEntity where partnerId = :partner and userId = :id and not withdrawn",
                        PartnerUserEntity.class)
                .setParameter("partner", partner.value())
                .setParameter("id", userId)
                .getResultStream()
                .findFirst()
                .map(entity -> new Versioned<>(entity.toUser(), entity.sequence));
    }

    @Override
    public OptionalLong replaceUser(Versioned<PartnerUser> changed) {
        return Statements.raisedSequence(
                with(changed.state(), getEntityManager().createNativeQuery("""
                        UPDATE partner_user SET name = :name, email = :email, directory = :directory, roles = :roles,
                               withdrawn = :withdrawn, sequence = sequence + 1
                        WHERE user_id = :id AND partner_id = :partner AND sequence = :sequence RETURNING sequence""", Long.class))
                        .setParameter("withdrawn", changed.state().withdrawn())
                        .setParameter("sequence", changed.sequence()));
    }

    private static Query with(PartnerUser user, Query statement) {
        return statement
                .setParameter("id", user.userId())
                .setParameter("partner", user.partnerId().value())
                .setParameter("name", user.name())
                .setParameter("email", user.email())
                .setParameter("directory", user.directory().name())
                .setParameter("roles", user.roles().toArray(String[]::new));
    }

    @Override
    public List<PartnerUser> users(PartnerId partner, String role, Optional<String> afterUserId, int limit) {
        String ofPartner = "from PartnerUserEntity where partnerId = :partner and userId > :after and not withdrawn";
        String withRole = role == null ? "" : " and array_contains(roles, :role)";
        var query = getEntityManager()
                .createQuery(ofPartner + withRole + " order by userId", PartnerUserEntity.class)
                .setParameter("partner", partner.value())
                .setParameter("after", afterUserId.orElse(""))
                .setMaxResults(limit);
        if (role != null) {
            query.setParameter("role", role);
        }
        return query.getResultStream().map(PartnerUserEntity::toUser).toList();
    }

    @Override
    public Optional<Instant> lockBenefitYears(PartnerId partner, Instant firstStart) {
        List<?> updated = getEntityManager()
                .createNativeQuery("""
                        UPDATE partner SET benefit_years_from = coalesce(benefit_years_from, :firstStart)
                        WHERE partner_id = :id RETURNING benefit_years_from""", Instant.class)
                .setParameter("firstStart", firstStart)
                .setParameter("id", partner.value())
                .getResultList();
        return updated.stream().map(Instant.class::cast).findFirst();
    }
}
