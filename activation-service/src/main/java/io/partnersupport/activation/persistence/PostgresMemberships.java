package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.Membership;
import io.partnersupport.activation.domain.benefit.MembershipId;
import io.partnersupport.activation.domain.benefit.Memberships;
import io.partnersupport.activation.domain.benefit.Policies;
import io.partnersupport.kit.event.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class PostgresMemberships implements Memberships {
    private final EntityManager entityManager;
    private final EventJson json;

    PostgresMemberships(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public Optional<Membership> find(MembershipId id) {
        // a revision that is not known here gives way to the nearest one that is
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT m.partner_id, m.purchased_on, m.withdrawn,
                            (SELECT e.policies FROM known_policies e WHERE e.edition = m.edition
                                ORDER BY abs(e.revision - m.edition_revision), e.revision LIMIT 1) AS policies
                        FROM known_membership m WHERE m.id = :id""")
                .setParameter("id", id.value())
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Membership(
                        id,
                        new PartnerId((String) row[0]),
                        (LocalDate) row[1],
                        row[3] == null ? Policies.DEFAULTS : json.read((String) row[3], Policies.class),
                        (Boolean) row[2]))
                .findFirst();
    }

    @Override
    public Policies policies(MembershipId id) {
        return find(id).map(Membership::policies).orElse(Policies.DEFAULTS);
    }

    @Override
    public void lock(MembershipId id) {
        AdvisoryLock.take(entityManager, "membership " + id.value());
    }
}
