package io.partnersupport.linking.messaging;

import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The contracts of activation-service. */
@ApplicationScoped
class KnownContracts implements StateProjection<KnownContracts.KnownContract> {
    record KnownContract(
            UUID id,
            String partnerId,
            String accessIdDigest,
            String contractIdDigest,
            String digestKeyId,
            String linkPolicy,
            Instant endsAt,
            Instant withdrawnAt,
            UUID renews,
            List<Line> lines) {
        KnownContract {
            lines = List.copyOf(lines);
        }
    }

    record Line(
            UUID benefitId,
            String name,
            Integer granted,
            Instant startsAt,
            Instant endsAt,
            Instant supersededAt,
            boolean unlimited,
            Covers covers) {
        Line {
            Objects.requireNonNull(benefitId);
            Objects.requireNonNull(name);
            Objects.requireNonNull(startsAt);
            Objects.requireNonNull(endsAt);
            Objects.requireNonNull(covers);
            if (unlimited != (granted == null)) {
                throw new IllegalArgumentException("A line is either counted or unlimited");
            }
        }
    }

    record Covers(List<String> productKinds) {
        Covers {
            productKinds = List.copyOf(productKinds);
        }
    }

    /** A line as the table keeps it. */
    record StoredLine(
            UUID benefitId,
            String name,
            Integer granted,
            Instant startsAt,
            Instant endsAt,
            Instant supersededAt,
            List<String> productKinds) {
        static StoredLine from(Line line) {
            return new StoredLine(
                    line.benefitId(),
                    line.name(),
                    line.granted(),
                    line.startsAt(),
                    line.endsAt(),
                    line.supersededAt(),
                    line.covers().productKinds());
        }
    }

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
    public Class<KnownContract> stateType() {
        return KnownContract.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("known_contract", "id", "uuid"));
    }

    @Override
    public void apply(List<StateEvent<KnownContract>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO known_contract AS known (id, partner_id, access_id_digest, contract_id_digest,
                    digest_key_id, link_policy, ends_at, withdrawn_at, lines, sequence, renews, links_to_follow)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET partner_id = excluded.partner_id,
                    access_id_digest = excluded.access_id_digest, contract_id_digest = excluded.contract_id_digest,
                    digest_key_id = excluded.digest_key_id, link_policy = excluded.link_policy,
                    ends_at = excluded.ends_at, withdrawn_at = excluded.withdrawn_at, lines = excluded.lines,
                    sequence = excluded.sequence, renews = excluded.renews,
                    links_to_follow = excluded.links_to_follow
                WHERE known.sequence < excluded.sequence""", newest, this::bind);
    }

    private void bind(PreparedStatement statement, StateEvent<KnownContract> event) throws SQLException {
        KnownContract contract = event.state();
        statement.setObject(1, contract.id());
        statement.setString(2, contract.partnerId());
        statement.setString(3, contract.accessIdDigest());
        statement.setString(4, contract.contractIdDigest());
        statement.setString(5, contract.digestKeyId());
        statement.setString(6, contract.linkPolicy());
        statement.setObject(7, utc(contract.endsAt()));
        statement.setObject(8, utc(contract.withdrawnAt()));
        statement.setString(
                9, json.write(contract.lines().stream().map(StoredLine::from).toList()));
        statement.setLong(10, event.sequence());
        statement.setObject(11, contract.renews());
        statement.setBoolean(12, contract.renews() != null);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
