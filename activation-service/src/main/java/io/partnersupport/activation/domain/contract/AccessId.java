package io.partnersupport.activation.domain.contract;

import java.security.SecureRandom;

/** Ten digits, the last a Luhn check digit. */
public record AccessId(String digits) {
    private static final int RANDOM_DIGITS = 1_000_000_000;

    public AccessId {
        if (!digits.matches("[0-9]{10}") || luhnSum(digits) % 10 != 0) {
            throw new IllegalArgumentException("Malformed Access ID");
        }
    }

    static AccessId random(SecureRandom random) {
        String digits = "%09d".formatted(random.nextInt(RANDOM_DIGITS));
        return new AccessId(digits + (10 - luhnSum(digits + "0") % 10) % 10);
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
