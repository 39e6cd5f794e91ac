package io.partnersupport.activation.domain.benefit;

import java.util.Comparator;
import java.util.OptionalInt;

/** Units granted or left: a number, or without limit, which beats any number (E-3). */
public record Quantity(OptionalInt units) implements Comparable<Quantity> {
    /** From the form of events and tables, where null is unlimited. */
    public static Quantity ofNullable(Integer units) {
        return new Quantity(units == null ? OptionalInt.empty() : OptionalInt.of(units));
    }

    public Integer orNull() {
        return isUnlimited() ? null : units.getAsInt();
    }

    public boolean isUnlimited() {
        return units.isEmpty();
    }

    @Override
    public int compareTo(Quantity other) {
        return Comparator.comparing(Quantity::isUnlimited)
                .thenComparingInt(quantity -> quantity.units.orElse(0))
                .compare(this, other);
    }
}
