package io.partnersupport.kit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;

/** What a test asks the database, past the service. */
@ApplicationScoped
public class Database {
    @Inject
    EntityManager entityManager;

    public int execute(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entityManager.createNativeQuery(sql).executeUpdate());
    }

    public List<?> query(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entityManager.createNativeQuery(sql).getResultList());
    }

    public long count(String from) {
        return ((Number) query("SELECT count(*) FROM " + from).get(0)).longValue();
    }

    /** Ends the session that holds the relay's lock, as a restart of the database does. */
    public int endRelaySession() {
        return query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")
                .size();
    }
}
