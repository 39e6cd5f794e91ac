package io.partnersupport.linking.application;

import io.partnersupport.linking.domain.pair.AccessId;
import io.partnersupport.linking.domain.pair.ContractId;
import io.partnersupport.linking.domain.pair.PairDigest;
import io.partnersupport.linking.domain.pair.PairDigests;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns a typed pair into digests under every live key; the IDs themselves go no further (L-3). */
@ApplicationScoped
public class PairDigester {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 32;

    private record DigestKey(String id, SecretKeySpec key) {}

    private final List<DigestKey> keys;

    PairDigester(@ConfigProperty(name = "partnersupport.pair-digest-keys") List<String> keys) {
        this.keys = keys.stream().map(PairDigester::parse).toList();
        if (this.keys.stream().map(DigestKey::id).distinct().count() != keys.size()) {
            throw new IllegalArgumentException("Two pair digest keys have the same id");
        }
    }

    private static DigestKey parse(String idAndKey) {
        int separator = idAndKey.indexOf('=');
        byte[] key =
                Base64.getDecoder().decode(idAndKey.substring(separator + 1).strip());
        if (separator < 1 || key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException("A pair digest key is keyId=base64 of at least 32 bytes");
        }
        return new DigestKey(idAndKey.substring(0, separator).strip(), new SecretKeySpec(key, ALGORITHM));
    }

    public PairDigests digest(AccessId accessId, ContractId contractId) {
        List<PairDigest> underEachKey = new ArrayList<>();
        for (DigestKey key : keys) {
            underEachKey.add(
                    new PairDigest(key.id(), digest(key, accessId.digits()), digest(key, contractId.characters())));
        }
        return new PairDigests(underEachKey);
    }

    private static String digest(DigestKey key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.key());
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
