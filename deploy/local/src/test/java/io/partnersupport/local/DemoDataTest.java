package io.partnersupport.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DemoDataTest {
    @Test
    void datesAreCountedFromToday() {
        assertThat(DemoData.withDays(
                        "{\"startsOn\": \"today\", \"endsOn\": \"today+365\", \"name\": \"not today\"}",
                        LocalDate.parse("2028-02-29")))
                .isEqualTo("{\"startsOn\": \"2028-02-29\", \"endsOn\": \"2029-02-28\", \"name\": \"not today\"}");
    }
}
