package io.partnersupport.linking.domain.pair;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Twelve characters of Crockford base32, written {@code XXXX-XXXX-XXXX}. */
public record ContractId(String characters) {
    private static final Pattern FORM = Pattern.compile("[0-9A-HJKMNP-TV-Z]{12}");
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

    public ContractId {
        if (!FORM.matcher(characters).matches()) {
            throw new IllegalArgumentException("Malformed Contract ID");
        }
    }

    /** Reads what was typed: hyphens, spaces and case do not matter, and O, I and L are read as 0, 1 and 1. */
    public static Optional<ContractId> typed(String text) {
        return Optional.of(Typed.withoutSeparators(text))
                .filter(given -> ASCII.matcher(given).matches()) // other letters may become ASCII in upper case
                .map(given -> given.toUpperCase(Locale.ROOT)
                        .replace('O', '0')
                        .replace('I', '1')
                        .replace('L', '1'))
                .filter(given -> FORM.matcher(given).matches())
                .map(ContractId::new);
    }

    @Override
    public String toString() {
        return "ContractId[…]";
    }
}
