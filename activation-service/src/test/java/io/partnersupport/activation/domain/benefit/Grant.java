package io.partnersupport.activation.domain.benefit;

import io.partnersupport.activation.domain.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/** A grant in force, which a test changes where it matters. */
public final class Grant {
    public static final Instant STARTS = Instant.parse("2026-03-01T00:00:00Z");
    public static final Instant ACTIVATE_BY = STARTS.plus(Duration.ofDays(365));
    public static final Instant USABLE_UNTIL = ACTIVATE_BY.plus(Duration.ofDays(30));
    /** A Wednesday in the middle of it. */
    public static final Instant NOW = Instant.parse("2026-06-03T10:00:00Z");

    private Quantity quantity = Quantity.ofNullable(20);
    private String kind = "product-support";
    private List<Period> listed = List.of(new Period(STARTS, USABLE_UNTIL));
    private boolean needsActivation = true;
    private Processing processing = Processing.AUTOMATIC;
    private boolean withdrawn;
    private boolean plan;

    public Grant of(Integer units) {
        quantity = Quantity.ofNullable(units);
        return this;
    }

    public Grant kind(String name) {
        kind = name;
        return this;
    }

    public Grant listed(Period... periods) {
        listed = List.of(periods);
        return this;
    }

    public Grant withoutActivation() {
        needsActivation = false;
        return this;
    }

    public Grant underReview() {
        processing = Processing.REVIEW;
        return this;
    }

    public Grant asPlan() {
        plan = true;
        return this;
    }

    public Grant withdrawn() {
        withdrawn = true;
        return this;
    }

    public GrantedBenefit build() {
        return new GrantedBenefit(
                new BenefitId(UUID.randomUUID()),
                new PartnerId("4960001"),
                kind,
                "Microsoft Product Support",
                "INCIDENT",
                quantity,
                plan ? OptionalInt.empty() : OptionalInt.of(1),
                STARTS,
                ACTIVATE_BY,
                USABLE_UNTIL,
                listed,
                needsActivation,
                processing,
                5,
                new Covers("{}"),
                withdrawn);
    }
}
