package io.partnersupport.linking.domain.pair;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** One pair under every live key, the current key first: all that is known of a typed pair past the edge. */
public record PairDigests(List<PairDigest> underEachKey) {
    public PairDigests {
        underEachKey = List.copyOf(underEachKey);
    }

    public PairDigest current() {
        return underEachKey.get(0);
    }

    public List<String> accessIds() {
        return underEachKey.stream().map(PairDigest::accessId).toList();
    }

    /** Whether this is the pair of the known digest; takes equally long either way. */
    public boolean matches(PairDigest known) {
        boolean matches = false;
        for (PairDigest typed : underEachKey) {
            matches |= areEqual(typed.keyId(), known.keyId())
                    & areEqual(typed.accessId(), known.accessId())
                    & areEqual(typed.contractId(), known.contractId());
        }
        return matches;
    }

    private static boolean areEqual(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
    }
}
