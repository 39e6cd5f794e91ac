package io.partnersupport.incident;

import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.testing.RepairedProjections;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class ProjectionsTest {
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

    private RepairedProjections projections() {
        return new RepairedProjections(projections, database, "unsettled")
                .sending("entitlement.benefits", benefit -> benefit.replace("TECHNICAL_SUPPORT", "ADVISORY"));
    }
}
