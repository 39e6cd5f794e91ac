package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.contract.Pair;
import io.partnersupport.activation.domain.contract.PairDigest;
import io.partnersupport.kit.secret.KeyRing;
import io.partnersupport.kit.secret.KeyRing.NamedKey;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns a pair into what other services recognise it by without knowing it (L-3). */
@Startup // a malformed key ends the start, not the first activation
@ApplicationScoped
public class PairDigester {
    private static final String ALGORITHM = "HmacSHA256";

    private final NamedKey current;

    PairDigester(@ConfigProperty(name = "partnersupport.pair-digest-keys") List<String> keys) {
        this.current = KeyRing.parse(keys, ALGORITHM).current();
    }

    /** Whether it was made with the current key; else it should be made anew. */
    boolean isCurrent(PairDigest digest) {
        return digest.keyId().equals(current.id());
    }

    String currentKey() {
        return current.id();
    }

    PairDigest digest(Pair pair) {
        return new PairDigest(
                current.id(),
                digest(current.key(), pair.accessId().digits()),
                digest(current.key(), pair.contractId().characters()));
    }

    private static String digest(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
