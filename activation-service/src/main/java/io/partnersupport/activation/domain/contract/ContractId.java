package io.partnersupport.activation.domain.contract;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Twelve characters of Crockford base32. */
public record ContractId(String characters) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;

    public ContractId {
        if (!characters.matches("[" + ALPHABET + "]{" + LENGTH + "}")) {
            throw new IllegalArgumentException("Malformed Contract ID");
        }
    }

    static ContractId random(SecureRandom random) {
        return new ContractId(random.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .collect(Collectors.joining()));
    }

    /** As people read it: {@code XXXX-XXXX-XXXX}. */
    public String grouped() {
        return String.join("-", characters.substring(0, 4), characters.substring(4, 8), characters.substring(8));
    }

    @Override
    public String toString() {
        return "ContractId[…]";
    }
}
