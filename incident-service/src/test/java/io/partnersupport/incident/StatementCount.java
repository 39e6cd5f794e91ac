package io.partnersupport.incident;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Remembers the statements of requests and of who counts, whose threads are not those of the reactions and the consumer. */
@PersistenceUnitExtension
public class StatementCount implements StatementInspector {
    private static final List<String> STATEMENTS = new CopyOnWriteArrayList<>();
    private static volatile Thread counting;

    @Override
    public String inspect(String sql) {
        Thread thread = Thread.currentThread();
        if (thread == counting
                || thread.getName().startsWith("executor-thread")
                || thread.getName().equals("openings")) {
            STATEMENTS.add(sql);
        }
        return sql;
    }

    /** The statements that this action and its requests sent. */
    static List<String> of(Runnable action) {
        STATEMENTS.clear();
        counting = Thread.currentThread();
        action.run();
        return List.copyOf(STATEMENTS);
    }
}
