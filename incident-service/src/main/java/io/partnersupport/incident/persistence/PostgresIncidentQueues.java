package io.partnersupport.incident.persistence;

import static java.util.stream.Collectors.joining;

import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.queue.IncidentQueue;
import io.partnersupport.incident.domain.queue.IncidentQueue.OfPartner;
import io.partnersupport.incident.domain.queue.IncidentQueue.OfSupport;
import io.partnersupport.incident.domain.queue.IncidentQueue.Own;
import io.partnersupport.incident.domain.queue.IncidentQueues;
import io.partnersupport.incident.domain.queue.QueueFilter;
import io.partnersupport.incident.domain.queue.QueuedIncident;
import io.partnersupport.incident.domain.queue.QueuedIncident.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

@ApplicationScoped
class PostgresIncidentQueues implements IncidentQueues {
    private static final String COLUMNS = "id, number, status, kind, product_id, version, severity, title, customer_id,"
            + " engineer, opened_at, due_at, first_responded_at, queue_rank(severity, plan_type) AS queue_rank";

    /**
     * How much of a list is looked through for words before their index is asked. The planner cannot know how common the
     * beginning of a word is: common ones are found here, and only rare ones are left for the index.
     */
    private static final int WINDOW = 300;

    /** The number of an incident, whole. No word is rarer: its index is asked at once, and alone. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}])[0-9]{13}(?![\\p{L}\\p{N}])");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private final EntityManager entityManager;

    PostgresIncidentQueues(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public List<QueuedIncident> find(
            IncidentQueue queue, QueueFilter filter, Instant endedAfter, Optional<Place> after, int limit) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        conditions.add("erased_at IS NULL AND (ended_at IS NULL OR ended_at > :endedAfter)");
        parameters.put("endedAfter", endedAfter);
        boolean ofSupport = queue instanceof OfSupport;
        if (queue instanceof Own own) {
            conditions.add("account = :account");
            parameters.put("account", own.account().value());
        } else if (queue instanceof OfPartner partner) {
            conditions.add("account_partner = :partner");
            parameters.put("partner", partner.partner().value());
        } else if (filter.statuses().isEmpty()) {
            conditions.add("status IN ('OPEN', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')");
        }
        if (!filter.statuses().isEmpty()) {
            conditions.add("status IN (:statuses)");
            parameters.put(
                    "statuses",
                    filter.statuses().stream().map(Enum::name).sorted().toList());
        }
        filter.customer().ifPresent(customer -> {
            conditions.add("customer_id = :customer");
            parameters.put("customer", customer);
        });
        filter.severity().ifPresent(severity -> {
            conditions.add("severity = :severity");
            parameters.put("severity", severity.name());
        });
        after.ifPresent(place -> {
            conditions.add(ofSupport ? "(queue_rank(severity, plan_type), id) > (:afterRank, :after)" : "id < :after");
            parameters.put("after", place.id().value());
            if (ofSupport) {
                parameters.put("afterRank", place.rank());
            }
        });
        String condition = String.join(" AND ", conditions);
        String order = ofSupport ? "queue_rank(severity, plan_type), id" : "id DESC";
        if (filter.text().isEmpty()) {
            return incidents(
                    "SELECT %s FROM incident WHERE %s ORDER BY %s LIMIT :limit".formatted(COLUMNS, condition, order),
                    parameters,
                    limit);
        }
        parameters.put("words", beginningsOf(filter.text().get(), ownerOf(queue)));
        boolean isRare = NUMBER.matcher(filter.text().get()).find();
        if (!isRare) {
            parameters.put("window", WINDOW);
            List<QueuedIncident> nearest = incidents("""
                    SELECT %s FROM (SELECT * FROM incident WHERE %s ORDER BY %s LIMIT :window) AS nearest
                    WHERE search @@ CAST(:words AS tsquery) ORDER BY %3$s LIMIT :limit""".formatted(COLUMNS, condition, order), parameters, limit);
            if (nearest.size() == limit) {
                return nearest;
            }
            parameters.remove("window");
        }
        return incidents(
                """
                WITH found AS MATERIALIZED (SELECT * FROM incident WHERE search @@ CAST(:words AS tsquery) AND %s)
                SELECT %s FROM found WHERE %s ORDER BY %s LIMIT :limit""".formatted(ofSupport && !isRare ? condition : "true", COLUMNS, condition, order), parameters, limit);
    }

    private List<QueuedIncident> incidents(String sql, Map<String, Object> parameters, int limit) {
        Query query = entityManager.createNativeQuery(sql, Tuple.class);
        parameters.forEach(query::setParameter);
        return Rows.of(query.setParameter("limit", limit))
                .map(PostgresIncidentQueues::incident)
                .toList();
    }

    /** Whose words are looked for: those of everybody by support. */
    private static String ownerOf(IncidentQueue queue) {
        if (queue instanceof Own own) {
            return "account:" + own.account().value() + "/";
        }
        return queue instanceof OfPartner partner ? partner.partner().value() + "/" : "";
    }

    /** Each word as the beginning of one; nothing of the text, or of its owner, is an operator. */
    private static String beginningsOf(String text, String owner) {
        String quoted = owner.replace("\\", "\\\\").replace("'", "''");
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .map(word -> "'" + quoted + word + "':*")
                .collect(joining(" & "));
    }

    private static QueuedIncident incident(Tuple row) {
        return new QueuedIncident(
                new IncidentId(Rows.uuid(row, "id")),
                row.get("number", String.class),
                IncidentStatus.valueOf(row.get("status", String.class)),
                IncidentKind.valueOf(row.get("kind", String.class)),
                row.get("product_id", String.class),
                Optional.ofNullable(row.get("version", String.class)),
                Severity.valueOf(row.get("severity", String.class)),
                row.get("title", String.class),
                Optional.ofNullable(Rows.uuid(row, "customer_id")),
                Optional.ofNullable(row.get("engineer", String.class)),
                row.get("opened_at", Instant.class),
                row.get("due_at", Instant.class),
                Optional.ofNullable(row.get("first_responded_at", Instant.class)),
                row.get("queue_rank", Integer.class));
    }
}
