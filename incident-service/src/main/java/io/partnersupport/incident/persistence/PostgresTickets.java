package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.lifecycle.Communication;
import io.partnersupport.incident.domain.lifecycle.Party;
import io.partnersupport.incident.domain.queue.IncidentQueue;
import io.partnersupport.incident.domain.queue.IncidentQueue.OfPartner;
import io.partnersupport.incident.domain.queue.IncidentQueue.Own;
import io.partnersupport.incident.domain.ticket.Ticket;
import io.partnersupport.incident.domain.ticket.TicketFilter;
import io.partnersupport.incident.domain.ticket.TicketFilter.Bound;
import io.partnersupport.incident.domain.ticket.TicketScope;
import io.partnersupport.incident.domain.ticket.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresTickets implements Tickets {
    static final UUID NO_SUBSCRIPTION = new UUID(0, 0);
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String OF_SCOPE =
            "owner = :owner AND subscription = :subscription AND lower(name) = lower(:name)";
    private static final String TICKET = """
            SELECT i.id, coalesce(t.name, i.number) AS name, t.details, coalesce(
                (SELECT a.at FROM incident_act a WHERE a.incident = i.id ORDER BY a.sequence DESC LIMIT 1), i.opened_at) AS modified_at
            FROM incident i LEFT JOIN azure_ticket t ON t.incident = i.id""";
    private static final String MESSAGE = """
            SELECT c.incident, c.id, c.party, c.author, c.text, c.at, coalesce(m.name, CAST(c.id AS text)) AS name, m.sender, m.subject
            FROM communication c LEFT JOIN azure_communication m ON m.communication = c.id""";

    private final EntityManager entityManager;

    PostgresTickets(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public boolean claim(TicketScope scope, String name, byte[] requestHash, String details, Instant at) {
        return of(scope, entityManager.createNativeQuery("""
                                INSERT INTO azure_ticket (owner, subscription, name, request_hash, details, created_at)
                                VALUES (:owner, :subscription, :name, :hash, :details, :at) ON CONFLICT DO NOTHING"""))
                        .setParameter("name", name)
                        .setParameter("hash", requestHash)
                        .setParameter("details", details)
                        .setParameter("at", at)
                        .executeUpdate()
                == 1;
    }

    @Override
    public void give(TicketScope scope, String name, IncidentId incident) {
        of(scope, entityManager.createNativeQuery("UPDATE azure_ticket SET incident = :incident WHERE " + OF_SCOPE))
                .setParameter("name", name)
                .setParameter("incident", incident.value())
                .executeUpdate();
    }

    @Override
    public Optional<Holder> holderOf(TicketScope scope, String name) {
        return Rows.of(of(scope, query("SELECT incident AS id, request_hash FROM azure_ticket WHERE " + OF_SCOPE))
                        .setParameter("name", name))
                .findFirst()
                .map(PostgresTickets::holder);
    }

    @Override
    public Optional<Ticket> find(TicketScope scope, String name) {
        return Rows.of(of(
                                scope,
                                query(
                                        TICKET + " WHERE i.id = (SELECT incident FROM azure_ticket WHERE " + OF_SCOPE
                                                + ") OR i.number = :name AND coalesce(i.azure_subscription, :none) = :subscription"))
                        .setParameter("name", name)
                        .setParameter("none", NO_SUBSCRIPTION))
                .findFirst()
                .map(PostgresTickets::ticket);
    }

    @Override
    public Optional<Ticket> find(IncidentId incident) {
        return Rows.of(query(TICKET + " WHERE i.id = :incident").setParameter("incident", incident.value()))
                .findFirst()
                .map(PostgresTickets::ticket);
    }

    @Override
    public void describe(IncidentId incident, String details) {
        entityManager
                .createNativeQuery("UPDATE azure_ticket SET details = :details WHERE incident = :incident")
                .setParameter("details", details)
                .setParameter("incident", incident.value())
                .executeUpdate();
    }

    @Override
    public List<Ticket> list(
            IncidentQueue queue,
            Optional<UUID> subscription,
            TicketFilter filter,
            Instant endedAfter,
            Optional<UUID> after,
            int limit) {
        Conditions conditions = new Conditions();
        conditions.add(
                "i.erased_at IS NULL AND (i.ended_at IS NULL OR i.ended_at > :endedAfter)", "endedAfter", endedAfter);
        if (queue instanceof Own own) {
            conditions.add("i.account = :account", "account", own.account().value());
        } else if (queue instanceof OfPartner partner) {
            conditions.add(
                    "i.account_partner = :partner", "partner", partner.partner().value());
        }
        subscription.ifPresentOrElse(
                id -> conditions.add("i.azure_subscription = :subscription", "subscription", id),
                () -> conditions.add("i.azure_subscription IS NULL"));
        filter.active().ifPresent(active -> conditions.add(active ? "i.ended_at IS NULL" : "i.ended_at IS NOT NULL"));
        conditions.addBounds("i.opened_at", filter.created());
        filter.subject().ifPresent(subject -> {
            conditions.add("i.product_id = :product", "product", subject.productId());
            conditions.add(
                    "i.kind IN (:kinds)",
                    "kinds",
                    subject.kinds().stream().map(Enum::name).sorted().toList());
            subject.version().ifPresent(version -> conditions.add("i.version = :version", "version", version));
            subject.classification()
                    .ifPresent(about -> conditions.add("i.problem_classification = :about", "about", about.name()));
        });
        after.ifPresent(id -> conditions.add("i.id < :after", "after", id));
        return Rows.of(conditions.query(TICKET, "i.id DESC", limit))
                .map(PostgresTickets::ticket)
                .toList();
    }

    @Override
    public boolean claim(IncidentId incident, String name, byte[] requestHash, String sender, String subject) {
        return entityManager
                        .createNativeQuery("""
                                INSERT INTO azure_communication (incident, name, request_hash, sender, subject)
                                VALUES (:incident, :name, :hash, :sender, :subject) ON CONFLICT DO NOTHING""")
                        .setParameter("incident", incident.value())
                        .setParameter("name", name)
                        .setParameter("hash", requestHash)
                        .setParameter("sender", sender)
                        .setParameter("subject", subject)
                        .executeUpdate()
                == 1;
    }

    @Override
    public void give(IncidentId incident, String name, UUID communication) {
        entityManager
                .createNativeQuery("""
                        UPDATE azure_communication SET communication = :communication
                        WHERE incident = :incident AND lower(name) = lower(:name)""")
                .setParameter("communication", communication)
                .setParameter("incident", incident.value())
                .setParameter("name", name)
                .executeUpdate();
    }

    @Override
    public Optional<Holder> holderOf(IncidentId incident, String name) {
        return Rows.of(query("""
                        SELECT communication AS id, request_hash FROM azure_communication
                        WHERE incident = :incident AND lower(name) = lower(:name)""").setParameter("incident", incident.value()).setParameter("name", name))
                .findFirst()
                .map(PostgresTickets::holder);
    }

    @Override
    public Optional<Message> message(IncidentId incident, String name) {
        return Rows.of(query(
                                MESSAGE
                                        + " WHERE c.incident = :incident AND lower(coalesce(m.name, CAST(c.id AS text))) = lower(:name)")
                        .setParameter("incident", incident.value())
                        .setParameter("name", name))
                .findFirst()
                .map(PostgresTickets::message);
    }

    @Override
    public Optional<Message> message(UUID communication) {
        return Rows.of(query(MESSAGE + " WHERE c.id = :id").setParameter("id", communication))
                .findFirst()
                .map(PostgresTickets::message);
    }

    @Override
    public List<Message> messages(IncidentId incident, List<Bound> created, Optional<UUID> after, int limit) {
        Conditions conditions = new Conditions();
        conditions.add("c.incident = :incident", "incident", incident.value());
        conditions.add("c.id > :after", "after", after.orElse(BEFORE_ALL));
        conditions.addBounds("c.at", created);
        return Rows.of(conditions.query(MESSAGE, "c.id", limit))
                .map(PostgresTickets::message)
                .toList();
    }

    /** Conditions that all hold, with the values that they mention. */
    private final class Conditions {
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();

        void add(String condition) {
            conditions.add(condition);
        }

        void add(String condition, String parameter, Object value) {
            conditions.add(condition);
            values.put(parameter, value);
        }

        void addBounds(String column, List<Bound> bounds) {
            for (Bound bound : bounds) {
                String parameter = "bound" + values.size();
                add(column + " " + bound.comparison().sign() + " :" + parameter, parameter, bound.at());
            }
        }

        Query query(String select, String order, int limit) {
            Query query = PostgresTickets.this.query(
                    select + " WHERE " + String.join(" AND ", conditions) + " ORDER BY " + order + " LIMIT :limit");
            values.forEach(query::setParameter);
            return query.setParameter("limit", limit);
        }
    }

    static Query of(TicketScope scope, Query query) {
        return query.setParameter("owner", scope.owner())
                .setParameter("subscription", scope.subscription().orElse(NO_SUBSCRIPTION));
    }

    private static Holder holder(Tuple row) {
        return new Holder(Rows.uuid(row, "id"), row.get("request_hash", byte[].class));
    }

    private static Ticket ticket(Tuple row) {
        return new Ticket(
                new IncidentId(Rows.uuid(row, "id")),
                row.get("name", String.class),
                Optional.ofNullable(row.get("details", String.class)),
                row.get("modified_at", Instant.class));
    }

    private static Message message(Tuple row) {
        return new Message(
                new IncidentId(Rows.uuid(row, "incident")),
                row.get("name", String.class),
                Optional.ofNullable(row.get("sender", String.class)),
                Optional.ofNullable(row.get("subject", String.class)),
                new Communication(
                        Rows.uuid(row, "id"),
                        Party.valueOf(row.get("party", String.class)),
                        new AccountId(row.get("author", String.class)),
                        row.get("text", String.class),
                        row.get("at", Instant.class)));
    }

    private Query query(String sql) {
        return entityManager.createNativeQuery(sql, Tuple.class);
    }
}
