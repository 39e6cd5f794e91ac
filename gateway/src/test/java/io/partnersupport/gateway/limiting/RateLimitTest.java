package io.partnersupport.gateway.limiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final Clock clock = new Clock();

    @Test
    @DisplayName("A whole window's requests may come at once; the next must wait for its turn")
    void allowsAWindowsWorth() {
        RateLimit limit = limit(60, 1, 100);
        for (int i = 59; i >= 0; i--) {
            assertThat(limit.count("a").isWithin()).isTrue();
        }
        RateLimit.State refused = limit.count("a");
        assertThat(refused.isWithin()).isFalse();
        assertThat(refused.text()).isEqualTo("\"account\";r=0;t=1");
        clock.forward(Duration.ofSeconds(1));
        assertThat(limit.count("a").isWithin()).isTrue();
        assertThat(limit.count("a").isWithin()).isFalse();
    }

    @Test
    @DisplayName("What is left is told, and when all of it will be there again")
    void tellsWhatIsLeft() {
        RateLimit limit = limit(60, 1, 100);
        assertThat(limit.policy()).isEqualTo("\"account\";q=60;w=60");
        limit.count("a");
        assertThat(limit.count("a").text()).isEqualTo("\"account\";r=58;t=2");
        assertThat(limit.look("a").remaining()).isEqualTo(58);
    }

    @Test
    @DisplayName("One account's requests are not another's")
    void countsEachForItself() {
        RateLimit limit = limit(1, 1, 100);
        assertThat(limit.count("a").isWithin()).isTrue();
        assertThat(limit.count("a").isWithin()).isFalse();
        assertThat(limit.count("b").isWithin()).isTrue();
    }

    @Test
    @DisplayName("Of three instances each allows a third, and at least one request")
    void sharesTheLimit() {
        assertThat(limit(60, 3, 100).policy()).contains("q=20;");
        assertThat(limit(1, 3, 100).policy()).contains("q=1;");
        assertThat(limit(0, 3, 100).isOff()).isTrue();
    }

    @Test
    @DisplayName("A flood of addresses does not fill the memory, nor push out who asks often")
    void remembersNoMoreThanIsAllowed() {
        RateLimit limit = limit(60, 1, 1_000);
        for (int i = 0; i < 60; i++) {
            limit.count("busy");
        }
        for (int i = 0; i < 50_000; i++) {
            if (i % 100 == 0) {
                limit.count("busy");
            }
            limit.count("10.0." + i / 256 + "." + i % 256);
        }
        assertThat(limit.remembered()).isLessThanOrEqualTo(1_000);
        assertThat(limit.count("busy").isWithin()).isFalse();
    }

    @Test
    @DisplayName("Who was silent for a window is forgotten")
    void forgets() {
        RateLimit limit = limit(60, 1, 100);
        limit.count("a");
        clock.forward(Duration.ofSeconds(61));
        assertThat(limit.remembered()).isZero();
        assertThat(limit.count("a").remaining()).isEqualTo(59);
    }

    private RateLimit limit(long requests, int instances, int remembered) {
        RateSettings.Limit limit = new RateSettings.Limit() {
            @Override
            public long requests() {
                return requests;
            }

            @Override
            public Duration window() {
                return Duration.ofMinutes(1);
            }
        };
        return new RateLimit("account", limit, instances, remembered, clock);
    }

    private static final class Clock implements TimeMeter {
        private long nanos;

        void forward(Duration time) {
            nanos += time.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
