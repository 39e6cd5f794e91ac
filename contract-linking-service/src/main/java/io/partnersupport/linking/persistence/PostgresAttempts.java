package io.partnersupport.linking.persistence;

import io.partnersupport.linking.domain.attempt.AccountAttempts;
import io.partnersupport.linking.domain.attempt.AttemptLimit;
import io.partnersupport.linking.domain.attempt.Attempts;
import io.partnersupport.linking.domain.link.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

@ApplicationScoped
class PostgresAttempts implements Attempts {
    private final Session session;

    PostgresAttempts(Session session) {
        this.session = session;
    }

    @Override
    public boolean count(AccountId account, Instant at, AttemptLimit limit) {
        // the row is locked until the transaction ends, also when nothing is counted; a clock that was ahead by more
        // than a window must not block anybody for longer
        return session.createNativeMutationQuery("""
                                INSERT INTO link_attempts AS known (account_id, tried_at, last_tried_at)
                                VALUES (:account, ARRAY[CAST(:at AS timestamptz)], :at)
                                ON CONFLICT (account_id) DO UPDATE
                                SET tried_at = ARRAY(SELECT earlier FROM unnest(known.tried_at) AS earlier
                                        WHERE earlier > :countsAfter AND earlier < :notBefore ORDER BY earlier)
                                        || CAST(:at AS timestamptz),
                                    last_tried_at = :at
                                WHERE (SELECT count(*) FROM unnest(known.tried_at) AS earlier
                                    WHERE earlier > :countsAfter AND earlier < :notBefore) < :attempts""")
                        .setParameter("account", account.subject())
                        .setParameter("at", at)
                        .setParameter("countsAfter", limit.countsAfter(at))
                        .setParameter("notBefore", at.plus(limit.window()))
                        .setParameter("attempts", limit.attempts())
                        .executeUpdate()
                == 1;
    }

    @Override
    public void giveBack(AccountId account, Instant at) {
        // one of them, if several were made at the same instant
        session.createNativeMutationQuery("""
                        UPDATE link_attempts
                        SET tried_at = ARRAY(
                            SELECT tried FROM unnest(tried_at) WITH ORDINALITY AS attempts (tried, position)
                            WHERE position <> array_position(tried_at, CAST(:at AS timestamptz)) ORDER BY tried)
                        WHERE account_id = :account AND CAST(:at AS timestamptz) = ANY (tried_at)""")
                .setParameter("account", account.subject())
                .setParameter("at", at)
                .executeUpdate();
    }

    @Override
    public Optional<AccountAttempts> find(AccountId account, Instant countsAfter) {
        return list("account_id = :account", countsAfter, 1, query -> query.setParameter("account", account.subject()))
                .stream()
                .findFirst();
    }

    @Override
    public List<AccountAttempts> list(Optional<AccountId> after, Instant countsAfter, int limit) {
        return list(
                "account_id > :after",
                countsAfter,
                limit,
                query -> query.setParameter(
                        "after", after.map(AccountId::subject).orElse("")));
    }

    private List<AccountAttempts> list(
            String condition, Instant countsAfter, int limit, UnaryOperator<NativeQuery<Tuple>> parameters) {
        return parameters
                .apply(session.createNativeQuery("""
                        SELECT account_id, recent.tried_at AS tried_at FROM link_attempts
                        CROSS JOIN LATERAL (SELECT ARRAY(SELECT earlier FROM unnest(tried_at) AS earlier
                            WHERE earlier > :countsAfter ORDER BY earlier) AS tried_at) AS recent
                        WHERE last_tried_at > :countsAfter AND cardinality(recent.tried_at) > 0 AND\s""" + condition + " ORDER BY account_id LIMIT :limit", Tuple.class))
                .setParameter("countsAfter", countsAfter)
                .setParameter("limit", limit)
                .addScalar("account_id", String.class)
                .addScalar("tried_at", Instant[].class)
                .getResultList()
                .stream()
                .map(row -> new AccountAttempts(
                        new AccountId(row.get("account_id", String.class)),
                        Arrays.asList(row.get("tried_at", Instant[].class))))
                .toList();
    }

    @Override
    public boolean clear(AccountId account) {
        return session.createNativeMutationQuery("DELETE FROM link_attempts WHERE account_id = :account")
                        .setParameter("account", account.subject())
                        .executeUpdate()
                == 1;
    }

    @Override
    public int forget(Instant before, int batch) {
        return session.createNativeMutationQuery("""
                        DELETE FROM link_attempts WHERE account_id IN (
                            SELECT account_id FROM link_attempts WHERE last_tried_at <= :before LIMIT :batch
                            FOR UPDATE SKIP LOCKED)""")
                .setParameter("before", before)
                .setParameter("batch", batch)
                .executeUpdate();
    }
}
