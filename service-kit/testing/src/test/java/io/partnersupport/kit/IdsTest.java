package io.partnersupport.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.persistence.Ids;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

    @Test
    void theyRiseWithinAMillisecondAndOverItsEnd() {
        assertThat(IntStream.range(0, 10_000).mapToObj(i -> Ids.next(AT)))
                .isSortedAccordingTo(Comparator.comparing(UUID::toString))
                .doesNotHaveDuplicates();
    }

    @Test
    void aClockThatIsCorrectedDoesNotTurnThemBack() {
        UUID before = Ids.next(AT.plusSeconds(3600));
        assertThat(Ids.next(AT.plusSeconds(3600).minusMillis(999)).toString()).isGreaterThan(before.toString());
    }

    @Test
    void theyTellTheirTimeAndTheirVersion() {
        UUID id = Ids.next(AT.plusSeconds(86_400));
        assertThat(id.getMostSignificantBits() >>> 16)
                .isEqualTo(AT.plusSeconds(86_400).toEpochMilli());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }
}
