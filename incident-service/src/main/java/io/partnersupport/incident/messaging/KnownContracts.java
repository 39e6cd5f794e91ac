package io.partnersupport.incident.messaging;

import io.partnersupport.incident.domain.plan.Covers;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Contracts and their lines; a new state is news to the ledger. */
@ApplicationScoped
class KnownContracts implements StateProjection<KnownContracts.ContractState> {
    record ContractState(UUID id, String partnerId, Instant withdrawnAt, List<LineState> lines) {}

    record LineState(
            UUID benefitId,
            String kind,
            String name,
            String unit,
            Long granted,
            boolean unlimited,
            Instant startsAt,
            Instant endsAt,
            Covers covers,
            UUID supersededBy) {}

    private record KnownLine(LineState line, UUID contract, long sequence) {}

    private final EntityManager entityManager;
    private final EventJson json;

    KnownContracts(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public String topic() {
        return "activation.contracts";
    }

    @Override
    public Class<ContractState> stateType() {
        return ContractState.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(
                ProjectionTable.of("contract", "id", "uuid"), ProjectionTable.of("contract_line", "contract", "uuid"));
    }

    @Override
    public void apply(List<StateEvent<ContractState>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO contract AS known (id, partner_id, withdrawn, unsettled, sequence) VALUES (?, ?, ?, true, ?)
                ON CONFLICT (id) DO UPDATE SET partner_id = excluded.partner_id, withdrawn = excluded.withdrawn,
                    unsettled = true, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            statement.setObject(1, event.state().id());
            statement.setString(2, event.state().partnerId());
            statement.setBoolean(3, event.state().withdrawnAt() != null);
            statement.setLong(4, event.sequence());
        });
        List<KnownLine> lines = newest.stream()
                .flatMap(event -> event.state().lines().stream()
                        .map(line -> new KnownLine(line, event.state().id(), event.sequence())))
                .sorted(Comparator.comparing(known -> known.line().benefitId()))
                .toList();
        SqlBatch.execute(entityManager, """
                INSERT INTO contract_line AS known (benefit_id, contract, kind, name, unit, unlimited, granted, starts_at,
                    ends_at, covers, superseded_by, sequence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (benefit_id) DO UPDATE SET contract = excluded.contract, kind = excluded.kind, name = excluded.name,
                    unit = excluded.unit, unlimited = excluded.unlimited, granted = excluded.granted,
                    starts_at = excluded.starts_at, ends_at = excluded.ends_at, covers = excluded.covers,
                    superseded_by = excluded.superseded_by, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", lines, (statement, known) -> {
            LineState line = known.line();
            statement.setObject(1, line.benefitId());
            statement.setObject(2, known.contract());
            statement.setString(3, line.kind());
            statement.setString(4, line.name());
            statement.setString(5, line.unit());
            statement.setBoolean(6, line.unlimited());
            statement.setObject(7, line.granted(), java.sql.Types.BIGINT);
            statement.setObject(8, utc(line.startsAt()));
            statement.setObject(9, utc(line.endsAt()));
            statement.setString(10, json.write(line.covers()));
            statement.setObject(11, line.supersededBy(), java.sql.Types.OTHER);
            statement.setLong(12, known.sequence());
        });
        // a line that is gone stays as long as units have to be taken back from its balance
        SqlBatch.execute(entityManager, """
                DELETE FROM contract_line l WHERE contract = ? AND sequence < ?
                    AND NOT EXISTS (SELECT FROM balance b WHERE b.benefit_id = l.benefit_id)""", newest, (statement, event) -> {
            statement.setObject(1, event.state().id());
            statement.setLong(2, event.sequence());
        });
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
