package io.partnersupport.linking;

import io.partnersupport.kit.http.Trace;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Listens to the statements of requests that say who they are by their {@code traceparent}. */
@PersistenceUnitExtension
public class StatementsByTrace implements StatementInspector {
    private static final Map<String, List<String>> HEARD = new ConcurrentHashMap<>();

    /** The statements of a request from now on, in their order. */
    static List<String> listenTo(String traceparent) {
        return HEARD.computeIfAbsent(traceparent, key -> new CopyOnWriteArrayList<>());
    }

    @Override
    public String inspect(String sql) {
        String trace = Trace.current();
        if (trace != null) {
            HEARD.computeIfPresent(trace, (key, statements) -> {
                statements.add(sql);
                return statements;
            });
        }
        return sql;
    }
}
