package io.partnersupport.linking.persistence;

import io.partnersupport.linking.domain.attempt.FailedAccessIds;
import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.pair.PairDigest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

@ApplicationScoped
class PostgresFailedAccessIds implements FailedAccessIds {
    private final Session session;

    PostgresFailedAccessIds(Session session) {
        this.session = session;
    }

    @Override
    public void add(PairDigest typed, AccountId account, Instant at) {
        session.createNativeMutationQuery("""
                        INSERT INTO failed_access_id (access_id_digest, digest_key_id, account_id, failed_at)
                        VALUES (:digest, :key, :account, :at)
                        ON CONFLICT (access_id_digest, account_id) DO UPDATE SET failed_at = excluded.failed_at""")
                .setParameter("digest", typed.accessId())
                .setParameter("key", typed.keyId())
                .setParameter("account", account.subject())
                .setParameter("at", at)
                .executeUpdate();
    }

    @Override
    public List<Suspicious> untold(int accounts, Instant since, int limit) {
        return session
                .createNativeQuery("""
                        SELECT failed.access_id_digest, min(failed.digest_key_id) AS digest_key_id,
                            CAST(count(*) AS integer) AS accounts,
                            (SELECT min(CAST(id AS text)) FROM known_contract
                                WHERE access_id_digest = failed.access_id_digest) AS contract
                        FROM failed_access_id failed
                        WHERE failed_at > :since AND NOT EXISTS (SELECT FROM access_id_alert alert
                            WHERE alert.access_id_digest = failed.access_id_digest AND raised_at > :since)
                        GROUP BY failed.access_id_digest HAVING count(*) >= :accounts LIMIT :limit""", Tuple.class)
                .setParameter("since", since)
                .setParameter("accounts", accounts)
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(row -> new Suspicious(
                        row.get("access_id_digest", String.class),
                        row.get("digest_key_id", String.class),
                        row.get("accounts", Integer.class),
                        Optional.ofNullable(row.get("contract", String.class))
                                .map(UUID::fromString)
                                .map(ContractRef::new)))
                .toList();
    }

    @Override
    public boolean tell(String accessIdDigest, Instant at, Instant since) {
        return session.createNativeMutationQuery("""
                                INSERT INTO access_id_alert AS known (access_id_digest, raised_at) VALUES (:digest, :at)
                                ON CONFLICT (access_id_digest) DO UPDATE SET raised_at = excluded.raised_at
                                WHERE known.raised_at <= :since""")
                        .setParameter("digest", accessIdDigest)
                        .setParameter("at", at)
                        .setParameter("since", since)
                        .executeUpdate()
                == 1;
    }

    @Override
    public int forget(Instant before, int batch) {
        return session.createNativeMutationQuery("""
                                DELETE FROM failed_access_id WHERE (access_id_digest, account_id) IN (
                                    SELECT access_id_digest, account_id FROM failed_access_id
                                    WHERE failed_at <= :before LIMIT :batch FOR UPDATE SKIP LOCKED)""")
                        .setParameter("before", before)
                        .setParameter("batch", batch)
                        .executeUpdate()
                + session.createNativeMutationQuery("""
                                DELETE FROM access_id_alert WHERE access_id_digest IN (
                                    SELECT access_id_digest FROM access_id_alert
                                    WHERE raised_at <= :before LIMIT :batch FOR UPDATE SKIP LOCKED)""")
                        .setParameter("before", before)
                        .setParameter("batch", batch)
                        .executeUpdate();
    }
}
