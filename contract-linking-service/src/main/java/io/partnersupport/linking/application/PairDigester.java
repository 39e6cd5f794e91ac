package io.partnersupport.linking.application;

import io.partnersupport.kit.secret.KeyRing;
import io.partnersupport.kit.secret.KeyRing.NamedKey;
import io.partnersupport.linking.domain.pair.AccessId;
import io.partnersupport.linking.domain.pair.ContractId;
import io.partnersupport.linking.domain.pair.PairDigest;
import io.partnersupport.linking.domain.pair.PairDigests;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns a typed pair into digests under every live key; the IDs themselves go no further (L-3). */
@ApplicationScoped
public class PairDigester {
    private static final String ALGORITHM = "HmacSHA256";

    private final KeyRing keys;

    PairDigester(@ConfigProperty(name = "partnersupport.pair-digest-keys") List<String> keys) {
        this.keys = KeyRing.parse(keys, ALGORITHM);
    }

    public PairDigests digest(AccessId accessId, ContractId contractId) {
        List<PairDigest> underEachKey = new ArrayList<>();
        for (NamedKey key : keys.keys()) {
            underEachKey.add(
                    new PairDigest(key.id(), digest(key, accessId.digits()), digest(key, contractId.characters())));
        }
        return new PairDigests(underEachKey);
    }

    private static String digest(NamedKey key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.key());
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
