package io.partnersupport.activation.domain.activation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;

/** Monday to Friday in UTC. */
public final class BusinessDays {
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private BusinessDays() {}

    /** The same time of day, that many business days later. */
    public static Instant after(Instant at, int days) {
        OffsetDateTime day = at.atOffset(ZoneOffset.UTC);
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (!WEEKEND.contains(day.getDayOfWeek())) {
                left--;
            }
        }
        return day.toInstant();
    }
}
