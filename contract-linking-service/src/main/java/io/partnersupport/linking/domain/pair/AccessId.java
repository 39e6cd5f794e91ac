package io.partnersupport.linking.domain.pair;

import java.util.Optional;
import java.util.regex.Pattern;

/** Ten digits, the last a Luhn check digit. */
public record AccessId(String digits) {
    private static final Pattern FORM = Pattern.compile("[0-9]{10}");

    public AccessId {
        if (!isWellFormed(digits)) {
            throw new IllegalArgumentException("Malformed Access ID");
        }
    }

    /** Reads what was typed, with or without hyphens and spaces; empty if it is malformed. */
    public static Optional<AccessId> typed(String text) {
        return Optional.of(Typed.withoutSeparators(text))
                .filter(AccessId::isWellFormed)
                .map(AccessId::new);
    }

    private static boolean isWellFormed(String digits) {
        return FORM.matcher(digits).matches() && luhnSum(digits) % 10 == 0;
    }

    private static int luhnSum(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum;
    }

    @Override
    public String toString() {
        return "AccessId[…]";
    }
}
