package io.partnersupport.incident.persistence;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.customer.CustomerId;
import io.partnersupport.incident.domain.incident.Contact;
import io.partnersupport.incident.domain.incident.Incident;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.incident.OnBehalf;
import io.partnersupport.incident.domain.incident.Opened;
import io.partnersupport.incident.domain.incident.Opening;
import io.partnersupport.incident.domain.incident.Opening.PlanUsed;
import io.partnersupport.incident.domain.incident.Openings;
import io.partnersupport.incident.domain.incident.ProblemClassification;
import io.partnersupport.incident.domain.ledger.EntryReason;
import io.partnersupport.incident.domain.plan.PlanType;
import io.partnersupport.incident.domain.response.ResponseStep;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

@ApplicationScoped
class PostgresOpenings implements Openings {
    /**
     * Balances are locked in one order, so that lists never wait for each other in a circle; a row that waited is read
     * anew by the lock. The openings of one balance are paid in the order of their ids as long as it lasts. The balances
     * are a parameter of their own, because with a subquery the planner would rather read the whole table.
     */
    private static final String OPEN = """
            WITH opening AS (
                SELECT o.*,
                    row_number() OVER of_balance AS place,
                    CAST(sum(o.units) OVER of_balance AS bigint) AS units_so_far
                FROM jsonb_to_recordset(CAST(:openings AS jsonb)) AS o (
                    id uuid, entry_id uuid, status text, account text, account_partner text, kind text,
                    product_id text, version text, severity text, title text, description text, contact text,
                    channel text, problem_classification text, customer_id uuid, customer_domain text,
                    azure_subscription uuid, benefit_id uuid, plan_id uuid, plan_type text, plan_name text, contract uuid, partner_id text,
                    chosen_because text, units bigint, due_at timestamptz, due_explanation text, opened_at timestamptz)
                WINDOW of_balance AS (PARTITION BY o.benefit_id ORDER BY o.id)
            ), payer AS (
                SELECT benefit_id, remaining, sequence FROM balance
                WHERE benefit_id = ANY (CAST(:balances AS uuid[])) AND closed_at IS NULL
                ORDER BY benefit_id FOR UPDATE
            ), paid AS (
                SELECT o.*, p.sequence + o.place AS position, p.remaining - o.units_so_far AS balance_after
                FROM opening o LEFT JOIN payer p USING (benefit_id)
                WHERE o.benefit_id IS NULL
                    OR p.benefit_id IS NOT NULL AND (p.remaining IS NULL OR p.remaining >= o.units_so_far)
            ), spent AS (
                UPDATE balance b SET spent = b.spent + t.units, remaining = b.remaining - t.units,
                    sequence = b.sequence + t.openings
                FROM (SELECT benefit_id, CAST(sum(units) AS bigint) AS units, count(*) AS openings
                    FROM paid WHERE benefit_id IS NOT NULL GROUP BY benefit_id) AS t
                WHERE b.benefit_id = t.benefit_id
                RETURNING b.*, t.units AS units_of_all
            ), opened AS (
                INSERT INTO incident (id, number, status, account, account_partner, kind, product_id, version, severity,
                    title, description, contact, channel, problem_classification, customer_id, customer_domain,
                    azure_subscription, benefit_id, plan_id, plan_type, plan_name, contract, partner_id, chosen_because,
                    units, due_at, due_explanation, opened_at, sequence)
                SELECT id,
                    to_char(opened_at AT TIME ZONE 'UTC', 'YYMMDD') || to_char(nextval('incident_number'), 'FM0000000'),
                    status, account, account_partner, kind, product_id, version, severity,
                    title, description, contact, channel, problem_classification, customer_id, customer_domain,
                    azure_subscription, benefit_id, plan_id, plan_type, plan_name, contract, partner_id, chosen_because,
                    units, due_at, due_explanation, opened_at, 1
                FROM paid
                RETURNING id, number
            ), entry AS (
                INSERT INTO ledger_entry (id, benefit_id, position, kind, units, at, incident, actor, reason, balance_after)
                SELECT entry_id, benefit_id, position, 'SPENT', units, opened_at, id, account, :reason, balance_after
                FROM paid WHERE benefit_id IS NOT NULL
            )
            SELECT p.id, o.number, s.benefit_id, s.contract, s.partner_id, s.unit, s.granted,
                s.spent - s.units_of_all + p.units_so_far AS spent, s.refunded, s.adjusted, s.withdrawn,
                s.ends_at, s.closed_at, s.closed_because, p.position AS sequence
            FROM opened o JOIN paid p USING (id) LEFT JOIN spent s ON s.benefit_id = p.benefit_id""";

    private final EntityManager entityManager;
    private final EventJson json;

    PostgresOpenings(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public List<Opened> open(List<Opening> openings) {
        if (openings.isEmpty()) {
            return List.of();
        }
        Map<IncidentId, Opening> byId = openings.stream().collect(Collectors.toMap(Opening::id, Function.identity()));
        return Rows.of(entityManager
                        .createNativeQuery(OPEN, Tuple.class)
                        .setParameter(
                                "openings",
                                json.write(openings.stream().map(OpeningRow::of).toList()))
                        .setParameter("balances", balancesOf(openings))
                        .setParameter("reason", EntryReason.INCIDENT_OPENED.name()))
                .map(row -> opened(byId.get(new IncidentId(Rows.uuid(row, "id"))), row))
                .toList();
    }

    private static String balancesOf(List<Opening> openings) {
        return Rows.array(openings.stream()
                .flatMap(opening -> opening.plan().flatMap(PlanUsed::benefitId).stream())
                .collect(Collectors.toSet()));
    }

    private static Opened opened(Opening opening, Tuple row) {
        return new Opened(
                new Incident(row.get("number", String.class), IncidentStatus.OPEN, opening),
                row.get("benefit_id") == null ? Optional.empty() : Optional.of(Rows.balance(row)));
    }

    /** The columns of an incident, by their names. */
    @JsonNaming(SnakeCaseStrategy.class)
    record OpeningRow(
            UUID id,
            UUID entryId,
            IncidentStatus status,
            String account,
            Optional<String> accountPartner,
            String kind,
            String productId,
            Optional<String> version,
            String severity,
            String title,
            String description,
            Contact contact,
            String channel,
            Optional<ProblemClassification> problemClassification,
            Optional<UUID> customerId,
            Optional<String> customerDomain,
            Optional<UUID> azureSubscription,
            Optional<UUID> benefitId,
            Optional<UUID> planId,
            Optional<PlanType> planType,
            Optional<String> planName,
            Optional<UUID> contract,
            Optional<String> partnerId,
            String chosenBecause,
            long units,
            Instant dueAt,
            List<ResponseStep> dueExplanation,
            Instant openedAt) {
        static OpeningRow of(Opening opening) {
            IncidentRequest request = opening.request();
            return new OpeningRow(
                    opening.id().value(),
                    Ids.next(opening.openedAt()),
                    IncidentStatus.OPEN,
                    opening.opener().account().value(),
                    opening.opener().partner().map(PartnerId::value),
                    request.kind().name(),
                    request.productId(),
                    request.version(),
                    request.severity().name(),
                    request.title(),
                    request.description(),
                    request.contact(),
                    request.channel().name(),
                    request.classification(),
                    request.customer().map(OnBehalf::customer).map(CustomerId::value),
                    request.customer().flatMap(OnBehalf::domain),
                    request.customer().flatMap(OnBehalf::azureSubscription),
                    opening.plan().flatMap(PlanUsed::benefitId).map(BenefitId::value),
                    opening.plan().map(plan -> plan.id().value()),
                    opening.plan().map(PlanUsed::type),
                    opening.plan().map(PlanUsed::name),
                    opening.plan().flatMap(PlanUsed::contract).map(ContractRef::value),
                    opening.plan().map(plan -> plan.partner().value()),
                    opening.because().name(),
                    opening.units(),
                    opening.responseTarget().dueAt(),
                    opening.responseTarget().explanation(),
                    opening.openedAt());
        }
    }
}
