package io.partnersupport.kit.testing;

import io.partnersupport.kit.event.StateProjection;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds for the projections of each service; a service's {@code @QuarkusTest} extends this. */
public abstract class ServiceProjections {
    @Inject
    @All
    List<StateProjection<?>> projections;

    @Inject
    DataSource database;

    @Test
    @DisplayName("I6: a damaged projection is rebuilt from its topic under traffic, and is what it was")
    void everyProjectionIsRebuilt() {
        projections().assertRebuilt();
    }

    @Test
    @DisplayName("I10: a dead letter has origin and reason, and is taken once its cause is gone")
    void everyDeadLetterIsReplayed() {
        projections().assertReplayed();
    }

    /** In which the service itself notes what it did with a row. */
    protected String[] ownColumns() {
        return new String[0];
    }

    /** Another variant of an owner's example, where the service would not keep the example itself. */
    protected String sent(String topic, String example) {
        return example;
    }

    private RepairedProjections projections() {
        return new RepairedProjections(projections, database, this::sent, ownColumns());
    }
}
