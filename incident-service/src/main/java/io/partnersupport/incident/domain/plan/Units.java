package io.partnersupport.incident.domain.plan;

import java.util.OptionalLong;

/**
 * How many incidents a plan has.
 *
 * @param granted empty if there is no limit
 * @param remaining empty if there is no limit
 * @param withdrawn taken back when the plan was superseded or its contract withdrawn
 */
public record Units(OptionalLong granted, long used, OptionalLong remaining, long withdrawn) {
    public static Units unlimited(long used) {
        return new Units(OptionalLong.empty(), used, OptionalLong.empty(), 0);
    }

    public static Units counted(long granted, long used) {
        return new Units(OptionalLong.of(granted), used, OptionalLong.of(granted - used), 0);
    }

    public boolean areUnlimited() {
        return remaining.isEmpty();
    }

    /** Whether they were used up, which a withdrawal of what was left does not mean. */
    boolean areExhausted() {
        return remaining.isPresent() && remaining.getAsLong() + withdrawn < 1;
    }
}
