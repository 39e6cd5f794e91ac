package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.ManagedIn;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class PostgresPartnerDirectory implements PartnerDirectory {
    /** As many as a reader looks at. */
    private static final int MOST_SHOWN = 20;

    private final EntityManager entityManager;

    PostgresPartnerDirectory(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public Optional<ManagedIn> managedIn(PartnerId partner) {
        List<?> rows = entityManager
                .createNativeQuery("SELECT managed_in FROM known_partner WHERE id = :id", String.class)
                .setParameter("id", partner.value())
                .getResultList();
        return rows.stream().map(name -> ManagedIn.valueOf((String) name)).findFirst();
    }

    @Override
    public Optional<String> countryOf(PartnerId partner) {
        List<?> rows = entityManager
                .createNativeQuery(
                        "SELECT country FROM known_partner WHERE id = :id AND country IS NOT NULL", String.class)
                .setParameter("id", partner.value())
                .getResultList();
        return rows.stream().map(String.class::cast).findFirst();
    }

    @Override
    public Optional<String> emailOf(String userId) {
        List<?> rows = entityManager
                .createNativeQuery(
                        "SELECT email FROM known_user WHERE id = :id AND NOT withdrawn AND email IS NOT NULL",
                        String.class)
                .setParameter("id", userId)
                .getResultList();
        return rows.stream().map(String.class::cast).findFirst();
    }

    @Override
    public List<String> userIdsWithAny(Collection<String> roles, PartnerId partner) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT id FROM known_user
                        WHERE partner_id = :partner AND NOT withdrawn AND roles && CAST(:roles AS varchar[])""", String.class)
                .setParameter("partner", partner.value())
                .setParameter("roles", roles.toArray(String[]::new))
                .getResultList();
        return rows.stream().map(String.class::cast).toList();
    }

    @Override
    public List<Colleague> usersWithAny(Collection<String> roles, PartnerId partner) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT name, roles FROM known_user
                        WHERE partner_id = :partner AND NOT withdrawn AND roles && CAST(:roles AS varchar[])
                        ORDER BY name, id LIMIT :limit""")
                .setParameter("partner", partner.value())
                .setParameter("roles", roles.toArray(String[]::new))
                .setParameter("limit", MOST_SHOWN)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Colleague(
                        (String) row[0],
                        Arrays.stream((String[]) row[1]).filter(roles::contains).toList()))
                .toList();
    }
}
