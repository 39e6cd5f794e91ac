package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Editions;
import io.partnersupport.kit.event.EventJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class PostgresEditions implements Editions, PanacheRepositoryBase<EditionEntity, EditionEntity.Key> {
    private final EventJson json;

    PostgresEditions(EventJson json) {
        this.json = json;
    }

    @Override
    public boolean add(Edition edition) {
        int added = getEntityManager()
                .createNativeQuery("""
                        INSERT INTO edition (code, revision, name, effective_from, effective_to, document)
                        VALUES (:code, :revision, :name, :from, cast(:to AS timestamptz), :document)
                        ON CONFLICT DO NOTHING""")
                .setParameter("code", edition.code())
                .setParameter("revision", edition.revision())
                .setParameter("name", edition.name())
                .setParameter("from", edition.effectiveFrom())
                .setParameter("to", edition.effectiveTo())
                .setParameter("document", json.write(edition))
                .executeUpdate();
        return added == 1;
    }

    @Override
    public Optional<Edition> inForce(Instant at) {
        return find(
                        "effectiveFrom <= ?1 and (effectiveTo is null or effectiveTo > ?1)"
                                + " order by effectiveFrom desc, revision desc",
                        at)
                .firstResultOptional()
                .map(this::toEdition);
    }

    @Override
    public Optional<Edition> newest(String code) {
        return find("code = ?1 order by revision desc", code)
                .firstResultOptional()
                .map(this::toEdition);
    }

    @Override
    public List<Edition> all() {
        return find("revision = (select max(e.revision) from EditionEntity e where e.code = this.code) order by code")
                .stream()
                .map(this::toEdition)
                .toList();
    }

    private Edition toEdition(EditionEntity entity) {
        return json.read(entity.document, Edition.class);
    }
}
