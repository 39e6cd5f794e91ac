package io.partnersupport.incident.domain.product;

import static io.partnersupport.incident.domain.Facts.V2019;
import static io.partnersupport.incident.domain.Facts.V2022;
import static io.partnersupport.incident.domain.Facts.V2025;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProductTest {
    private static final Duration TICK = Duration.ofNanos(1);

    @Test
    @DisplayName("E-10: a version is covered from the instant of its release")
    void isCoveredFromItsRelease() {
        Instant released = V2025.releasedAt();
        assertThat(V2025.isCovered(released.minus(TICK))).isFalse();
        assertThat(V2025.isNeitherCurrentNorPrevious(released.minus(TICK))).isTrue();
        assertThat(V2025.isCovered(released)).isTrue();
    }

    @Test
    @DisplayName("E-10: the current version is covered without end")
    void theCurrentVersionIsCovered() {
        assertThat(V2025.isCovered(V2025.mainstreamEndsAt())).isTrue();
    }

    @Test
    @DisplayName("E-10: N-1 is covered up to, and without, the instant after mainstream support")
    void thePreviousVersionIsCoveredInsideMainstream() {
        Instant end = V2022.mainstreamEndsAt();
        assertThat(V2022.isCovered(end.minus(TICK))).isTrue();
        assertThat(V2022.isPreviousOutsideMainstream(end.minus(TICK))).isFalse();
        assertThat(V2022.isCovered(end)).isFalse();
        assertThat(V2022.isPreviousOutsideMainstream(end)).isTrue();
    }

    @Test
    @DisplayName("E-10: a version is neither N nor N-1 from the second release after its own")
    void isOldFromTheSecondLaterRelease() {
        Instant end = V2019.previousUntil();
        assertThat(V2019.isNeitherCurrentNorPrevious(end.minus(TICK))).isFalse();
        assertThat(V2019.isNeitherCurrentNorPrevious(end)).isTrue();
    }
}
