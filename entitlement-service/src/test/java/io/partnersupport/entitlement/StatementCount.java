package io.partnersupport.entitlement;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Remembers the statements of requests, whose threads are not those of the reactions and the consumer. */
@PersistenceUnitExtension
public class StatementCount implements StatementInspector {
    private static final List<String> STATEMENTS = new CopyOnWriteArrayList<>();

    @Override
    public String inspect(String sql) {
        if (Thread.currentThread().getName().startsWith("executor-thread")) {
            STATEMENTS.add(sql);
        }
        return sql;
    }

    /** The statements that the requests of this action sent. */
    static List<String> of(Runnable action) {
        STATEMENTS.clear();
        action.run();
        return List.copyOf(STATEMENTS);
    }
}
