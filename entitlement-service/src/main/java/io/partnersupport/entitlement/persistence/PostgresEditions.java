package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.EditionPeriod;
import io.partnersupport.entitlement.domain.catalogue.Editions;
import io.partnersupport.kit.event.EventJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class PostgresEditions implements Editions, PanacheRepositoryBase<EditionEntity, EditionEntity.Key> {
    private static final String IS_NEWEST =
            "revision = (select max(e.revision) from EditionEntity e where e.code = this.code)";

    private final EventJson json;

    PostgresEditions(EventJson json) {
        this.json = json;
    }

    @Override
    public void lockForImport() {
        getEntityManager()
                .createNativeQuery("LOCK TABLE edition IN SHARE ROW EXCLUSIVE MODE")
                .executeUpdate();
    }

    @Override
    public boolean add(Documented documented, Instant importedAt) {
        Edition edition = documented.edition();
        int added = getEntityManager()
                .createNativeQuery("""
                        INSERT INTO edition (code, revision, name, effective_from, effective_to, document, imported_at)
                        VALUES (:code, :revision, :name, :from, cast(:to AS timestamptz), :document, :importedAt)
                        ON CONFLICT DO NOTHING""")
                .setParameter("code", edition.code())
                .setParameter("revision", edition.revision())
                .setParameter("name", edition.name())
                .setParameter("from", edition.effectiveFrom())
                .setParameter("to", edition.effectiveTo())
                .setParameter("document", documented.document())
                .setParameter("importedAt", importedAt)
                .executeUpdate();
        return added == 1;
    }

    @Override
    public long raiseSequence(String code) {
        return (Long) getEntityManager()
                .createNativeQuery("""
                        INSERT INTO edition_sequence AS known (code, sequence) VALUES (:code, 1)
                        ON CONFLICT (code) DO UPDATE SET sequence = known.sequence + 1 RETURNING sequence""", Long.class)
                .setParameter("code", code)
                .getSingleResult();
    }

    @Override
    public Optional<Edition> inForce(Instant at) {
        return find(
                        IS_NEWEST + " and effectiveFrom <= ?1 and (effectiveTo is null or effectiveTo > ?1)"
                                + " order by effectiveFrom desc",
                        at)
                .firstResultOptional()
                .map(this::edition);
    }

    @Override
    public Optional<Documented> newest(String code) {
        return find("code = ?1 order by revision desc", code)
                .firstResultOptional()
                .map(this::documented);
    }

    @Override
    public Optional<Documented> revision(String code, int revision) {
        return findByIdOptional(new EditionEntity.Key(code, revision)).map(this::documented);
    }

    @Override
    public long countCodes() {
        return count("revision = 1");
    }

    @Override
    public List<Revision> list(Optional<String> after, int limit) {
        return find(IS_NEWEST + " and code > ?1 order by code", after.orElse("")).page(0, limit).stream()
                .map(PostgresEditions::revision)
                .toList();
    }

    @Override
    public List<Revision> revisions(String code, Optional<Integer> before, int limit) {
        return find("code = ?1 and revision < ?2 order by revision desc", code, before.orElse(Integer.MAX_VALUE))
                .page(0, limit)
                .stream()
                .map(PostgresEditions::revision)
                .toList();
    }

    private static Revision revision(EditionEntity entity) {
        return new Revision(
                entity.code,
                entity.revision,
                entity.name,
                new EditionPeriod(entity.effectiveFrom, Optional.ofNullable(entity.effectiveTo)),
                entity.importedAt);
    }

    private Documented documented(EditionEntity entity) {
        return new Documented(edition(entity), entity.document);
    }

    private Edition edition(EditionEntity entity) {
        return json.read(entity.document, Edition.class);
    }
}
