package io.partnersupport.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String GOOD = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void continuesTheTraceOfTheCaller() {
        TraceContext trace = TraceContext.continuedOrBegun(List.of(GOOD));
        assertThat(trace).isEqualTo(new TraceContext(GOOD, true));
        assertThat(trace.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            })
    void beginsOneInsteadOfABrokenOne(String received) {
        TraceContext trace = TraceContext.continuedOrBegun(List.of(received));
        assertThat(trace.isContinued()).isFalse();
        assertThat(trace.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void beginsOneWhenThereAreTwoOrNone() {
        assertThat(TraceContext.continuedOrBegun(List.of(GOOD, GOOD)).isContinued())
                .isFalse();
        assertThat(TraceContext.continuedOrBegun(List.of()).isContinued()).isFalse();
    }
}
