package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.lifecycle.Act;
import io.partnersupport.incident.domain.lifecycle.Attempt;
import io.partnersupport.incident.domain.lifecycle.Changes;
import io.partnersupport.incident.domain.lifecycle.Communication;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.incident.domain.lifecycle.HandledIncidents;
import io.partnersupport.incident.domain.lifecycle.Party;
import io.partnersupport.incident.domain.lifecycle.PastAct;
import io.partnersupport.incident.domain.lifecycle.Progress;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresHandledIncidents implements HandledIncidents {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final EntityManager entityManager;
    private final EventJson json;

    PostgresHandledIncidents(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public Optional<HandledIncident> find(IncidentId id) {
        return handled(entityManager.find(IncidentEntity.class, id.value()));
    }

    @Override
    public Optional<HandledIncident> lock(IncidentId id) {
        return handled(entityManager.find(IncidentEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE));
    }

    private Optional<HandledIncident> handled(IncidentEntity entity) {
        return Optional.ofNullable(entity)
                .filter(found -> found.erasedAt == null)
                .map(found -> found.toHandled(json));
    }

    @Override
    public HandledIncident store(HandledIncident before, Progress after, Changes changes, Attempt attempt) {
        IncidentEntity entity =
                entityManager.getReference(IncidentEntity.class, before.id().value());
        entity.set(after);
        changes.title().ifPresent(title -> entity.title = title);
        changes.description().ifPresent(description -> entity.description = description);
        changes.severity().ifPresent(severity -> entity.severity = severity);
        changes.contact().ifPresent(contact -> entity.contact = json.write(contact));
        changes.target().ifPresent(target -> {
            entity.dueAt = target.dueAt();
            entity.dueExplanation = json.write(target.explanation());
        });
        entity.sequence++;
        entityManager.flush();
        String details = attempt.resolution()
                .map(Enum::name)
                .or(() -> changes.severity().map(Enum::name))
                .orElse(null);
        entityManager
                .createNativeQuery("""
                        INSERT INTO incident_act (id, incident, act, party, actor, at, from_status, to_status, details, sequence)
                        VALUES (:id, :incident, :act, :party, :actor, :at, :from, :to, :details, :sequence)""")
                .setParameter("id", Ids.next(attempt.at()))
                .setParameter("incident", before.id().value())
                .setParameter("act", attempt.act().name())
                .setParameter("party", attempt.party().name())
                .setParameter("actor", attempt.actor().value())
                .setParameter("at", attempt.at())
                .setParameter("from", before.progress().status().name())
                .setParameter("to", after.status().name())
                .setParameter("details", details)
                .setParameter("sequence", entity.sequence)
                .executeUpdate();
        return entity.toHandled(json);
    }

    @Override
    public void add(IncidentId id, Communication communication) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO communication (id, incident, party, author, text, at)
                        VALUES (:id, :incident, :party, :author, :text, :at)""")
                .setParameter("id", communication.id())
                .setParameter("incident", id.value())
                .setParameter("party", communication.party().name())
                .setParameter("author", communication.author().value())
                .setParameter("text", communication.text())
                .setParameter("at", communication.at())
                .executeUpdate();
    }

    @Override
    public List<Communication> communications(IncidentId id, Optional<UUID> after, int limit) {
        return Rows.of(query("""
                        SELECT id, party, author, text, at FROM communication WHERE incident = :incident AND id > :after
                        ORDER BY id LIMIT :limit""")
                        .setParameter("incident", id.value())
                        .setParameter("after", after.orElse(BEFORE_ALL))
                        .setParameter("limit", limit))
                .map(row -> new Communication(
                        Rows.uuid(row, "id"),
                        Party.valueOf(row.get("party", String.class)),
                        new AccountId(row.get("author", String.class)),
                        row.get("text", String.class),
                        row.get("at", Instant.class)))
                .toList();
    }

    @Override
    public List<PastAct> history(IncidentId id, long afterSequence, int limit) {
        return Rows.of(query("""
                        SELECT act, party, actor, at, from_status, to_status, details, sequence FROM incident_act
                        WHERE incident = :incident AND sequence > :after ORDER BY sequence LIMIT :limit""")
                        .setParameter("incident", id.value())
                        .setParameter("after", afterSequence)
                        .setParameter("limit", limit))
                .map(row -> new PastAct(
                        Act.valueOf(row.get("act", String.class)),
                        Party.valueOf(row.get("party", String.class)),
                        new AccountId(row.get("actor", String.class)),
                        row.get("at", Instant.class),
                        IncidentStatus.valueOf(row.get("from_status", String.class)),
                        IncidentStatus.valueOf(row.get("to_status", String.class)),
                        Optional.ofNullable(row.get("details", String.class)),
                        Rows.number(row, "sequence")))
                .toList();
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<HandledIncident> lockResolvedBefore(Instant instant, int limit) {
        List<IncidentEntity> resolved = entityManager
                .createNativeQuery("""
                        SELECT * FROM incident WHERE status = 'RESOLVED' AND ended_at < :before
                        ORDER BY ended_at LIMIT :limit FOR UPDATE SKIP LOCKED""", IncidentEntity.class)
                .setParameter("before", instant)
                .setParameter("limit", limit)
                .getResultList();
        return resolved.stream().map(entity -> entity.toHandled(json)).toList();
    }

    @Override
    public int eraseEndedBefore(Instant instant, Instant now, int limit) {
        List<UUID> ended = Rows.of(query("""
                        SELECT id FROM incident WHERE ended_at < :before AND erased_at IS NULL
                        ORDER BY ended_at LIMIT :limit FOR UPDATE SKIP LOCKED""").setParameter("before", instant).setParameter("limit", limit))
                .map(row -> Rows.uuid(row, "id"))
                .toList();
        if (ended.isEmpty()) {
            return 0;
        }
        for (String erasure : ERASURES) {
            Query statement = entityManager.createNativeQuery(erasure).setParameter("ids", ended.toArray(UUID[]::new));
            if (erasure.contains(":now")) {
                statement.setParameter("now", now);
            }
            statement.executeUpdate();
        }
        return ended.size();
    }

    @Override
    public long count() {
        return (Long) entityManager
                .createNativeQuery("SELECT count(*) FROM incident", Long.class)
                .getSingleResult();
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<HandledIncident> raiseNext(Optional<IncidentId> after, int limit) {
        List<IncidentEntity> raised = entityManager
                .createNativeQuery("""
                        WITH next AS (
                            SELECT id FROM incident WHERE id > :after ORDER BY id LIMIT :limit FOR NO KEY UPDATE)
                        UPDATE incident i SET sequence = i.sequence + 1 FROM next WHERE i.id = next.id RETURNING i.*""", IncidentEntity.class)
                .setParameter("after", after.map(IncidentId::value).orElse(BEFORE_ALL))
                .setParameter("limit", limit)
                .getResultList();
        return raised.stream()
                .map(entity -> entity.toHandled(json))
                .sorted(Comparator.comparing(incident -> incident.id().value().toString()))
                .toList();
    }

    /** What the ledger refers to stays: its number, its dates and who spent the unit. */
    private static final List<String> ERASURES = List.of(
            "DELETE FROM azure_ticket WHERE incident = ANY (:ids)",
            "DELETE FROM communication WHERE incident = ANY (:ids)",
            "DELETE FROM attachment WHERE incident = ANY (:ids)",
            "UPDATE incident SET title = '', description = '', contact = '{}', erased_at = :now WHERE id = ANY (:ids)");

    private Query query(String sql) {
        return entityManager.createNativeQuery(sql, Tuple.class);
    }
}
