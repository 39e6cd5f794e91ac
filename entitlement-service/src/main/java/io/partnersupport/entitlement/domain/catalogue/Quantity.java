package io.partnersupport.entitlement.domain.catalogue;

import java.util.Comparator;
import java.util.OptionalInt;

/** A number of units, or no limit; no limit is more than any number (E-3). */
public record Quantity(OptionalInt units) implements Comparable<Quantity> {
    public static final Quantity UNLIMITED = new Quantity(OptionalInt.empty());
    private static final Comparator<Quantity> ORDER =
            Comparator.comparingInt(quantity -> quantity.units().orElse(Integer.MAX_VALUE));

    public Quantity {
        if (units.isPresent() && units.getAsInt() < 1) {
            throw new IllegalArgumentException("A quantity is at least one unit");
        }
    }

    public static Quantity of(int units) {
        return new Quantity(OptionalInt.of(units));
    }

    public boolean isUnlimited() {
        return units.isEmpty();
    }

    @Override
    public int compareTo(Quantity other) {
        return ORDER.compare(this, other);
    }
}
