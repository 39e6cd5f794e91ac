package io.partnersupport.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private final Random random = new Random(7);

    @Test
    @DisplayName("The measure tells apart what differs by a thirtieth of its spread, and not what is the same")
    void tellsDistributionsApart() {
        Samples some = samples(0);
        assertThat(some.areaUnderCurve(samples(0))).isBetween(0.49, 0.51);
        assertThat(some.mannWhitney(samples(0))).isGreaterThan(0.01);
        assertThat(some.kolmogorovSmirnov(samples(0))).isGreaterThan(0.01);
        Samples shifted = samples(100_000);
        assertThat(some.areaUnderCurve(shifted)).isLessThan(0.49);
        assertThat(some.mannWhitney(shifted)).isLessThan(0.001);
        assertThat(some.kolmogorovSmirnov(shifted)).isLessThan(0.01);
    }

    private Samples samples(long shift) {
        return new Samples(
                "test",
                random.doubles(10_000, 0, 3_000_000)
                        .mapToLong(each -> (long) each + shift)
                        .toArray());
    }
}
