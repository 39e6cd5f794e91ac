package io.partnersupport.activation.application;

import io.partnersupport.kit.secret.KeyRing;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Recognises a product key that was imported before, without its being kept in the open. */
@Startup // a malformed key ends the start, not the first import
@ApplicationScoped
class KeyDigester {
    private static final String ALGORITHM = "HmacSHA256";
    /** Keeps these digests apart from those of pairs, which are made with the same keys. */
    private static final String PURPOSE = "product-key ";

    private final KeyRing keys;

    KeyDigester(@ConfigProperty(name = "partnersupport.pair-digest-keys") List<String> keys) {
        this.keys = KeyRing.parse(keys, ALGORITHM);
    }

    /** One digest per configured key, the current one first. */
    List<String> digests(String productKey) {
        byte[] text = (PURPOSE + productKey.toUpperCase(Locale.ROOT)).getBytes(StandardCharsets.US_ASCII);
        return keys.keys().stream().map(named -> digest(named.key(), text)).toList();
    }

    private static String digest(SecretKey key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
