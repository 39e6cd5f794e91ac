package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.PartnerUser;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
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
                        INSERT INTO partner (partner_id, name, country, managed_in, partner_kind, tenant_id, domain, sequence)
                        VALUES (:id, :name, :country, :managedIn, :partnerKind, :tenantId, :domain, 1)
                        ON CONFLICT DO NOTHING""")
                .setParameter("id", partner.id().value())
                .setParameter("name", partner.name())
                .setParameter("country", partner.country())
                .setParameter("managedIn", partner.managedIn().name())
                .setParameter("partnerKind", partner.partnerKind().name())
                .setParameter("tenantId", partner.tenantId())
                .setParameter("domain", partner.domain())
                .executeUpdate();
        return added == 1 ? OptionalLong.of(1) : OptionalLong.empty();
    }

    @Override
    public Optional<Partner> find(PartnerId id) {
        return findByIdOptional(id.value()).map(PartnerEntity::toPartner);
    }

    @Override
    public List<Partner> list(Optional<String> afterId, int limit) {
        return find("partnerId > ?1 order by partnerId", afterId.orElse("")).range(0, limit - 1).stream()
                .map(PartnerEntity::toPartner)
                .toList();
    }

    @Override
    public OptionalLong add(PartnerUser user) {
        int added = getEntityManager()
                .createNativeQuery("""
                        INSERT INTO partner_user (user_id, partner_id, name, email, directory, roles, sequence)
                        VALUES (:id, :partner, :name, :email, :directory, :roles, 1) ON CONFLICT DO NOTHING""")
                .setParameter("id", user.userId())
                .setParameter("partner", user.partnerId().value())
                .setParameter("name", user.name())
                .setParameter("email", user.email())
                .setParameter("directory", user.directory().name())
                .setParameter("roles", user.roles().toArray(String[]::new))
                .executeUpdate();
        return added == 1 ? OptionalLong.of(1) : OptionalLong.empty();
    }

    @Override
    public List<PartnerUser> users(PartnerId partner, String role, Optional<String> afterUserId, int limit) {
        String ofPartner = "from PartnerUserEntity where partnerId = :partner and userId > :after";
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
