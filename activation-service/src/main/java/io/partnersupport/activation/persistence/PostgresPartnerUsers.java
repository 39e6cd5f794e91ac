package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.PartnerUsers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

@ApplicationScoped
class PostgresPartnerUsers implements PartnerUsers {
    private final EntityManager entityManager;

    PostgresPartnerUsers(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public Optional<PartnerUser> find(PartnerId partner, String userId) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT name, email FROM known_user
                        WHERE id = :id AND partner_id = :partner AND NOT withdrawn""")
                .setParameter("id", userId)
                .setParameter("partner", partner.value())
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new PartnerUser(userId, (String) row[0], Optional.ofNullable((String) row[1])))
                .findFirst();
    }

    @Override
    public Map<String, String> names(Collection<String> userIds) {
        List<?> rows = entityManager
                .createNativeQuery("SELECT id, name FROM known_user WHERE id = ANY (CAST(:ids AS text[]))")
                .setParameter("ids", userIds.toArray(String[]::new))
                .getResultList();
        return rows.stream().map(Object[].class::cast).collect(Collectors.toMap(row -> (String) row[0], row ->
                (String) row[1]));
    }

    @Override
    public Optional<String> accountEmail(PartnerId partner) {
        List<?> rows = entityManager
                .createNativeQuery("SELECT account_email FROM known_partner WHERE id = :id", String.class)
                .setParameter("id", partner.value())
                .getResultList();
        return rows.stream().filter(Objects::nonNull).map(String.class::cast).findFirst();
    }
}
