package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.gotomarket.MarketingContact;
import io.partnersupport.activation.domain.gotomarket.MarketingContacts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class PostgresMarketingContacts implements MarketingContacts {
    private final EntityManager entityManager;

    PostgresMarketingContacts(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public Optional<MarketingContact> find(PartnerId partner) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT user_id, email, phone, preferred_language, sequence FROM marketing_contact
                        WHERE partner_id = :partner""")
                .setParameter("partner", partner.value())
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new MarketingContact(
                        partner,
                        (String) row[0],
                        (String) row[1],
                        (String) row[2],
                        (String) row[3],
                        ((Number) row[4]).longValue()))
                .findFirst();
    }

    @Override
    public boolean save(MarketingContact changed) {
        return entityManager
                        .createNativeQuery("""
                                INSERT INTO marketing_contact AS known
                                    (partner_id, user_id, email, phone, preferred_language, sequence)
                                VALUES (:partner, :user, :email, :phone, :language, :sequence)
                                ON CONFLICT (partner_id) DO UPDATE SET user_id = excluded.user_id,
                                    email = excluded.email, phone = excluded.phone,
                                    preferred_language = excluded.preferred_language, sequence = excluded.sequence
                                WHERE known.sequence = excluded.sequence - 1""")
                        .setParameter("partner", changed.partnerId().value())
                        .setParameter("user", changed.userId())
                        .setParameter("email", changed.email())
                        .setParameter("phone", changed.phone())
                        .setParameter("language", changed.preferredLanguage())
                        .setParameter("sequence", changed.sequence())
                        .executeUpdate()
                == 1;
    }
}
