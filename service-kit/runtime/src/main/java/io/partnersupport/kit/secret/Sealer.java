package io.partnersupport.kit.secret;

import io.partnersupport.kit.secret.KeyRing.NamedKey;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals texts for the database, so that a dump without the key from the environment reveals nothing: AES-256-GCM (NIST
 * SP 800-38D) under the first of {@code partnersupport.encryption-keys}. A sealed text is {@code keyId:base64 of nonce
 * and ciphertext}, and opens only for what it was bound to.
 */
@Startup // a malformed key ends the start, not the first use
@ApplicationScoped
public class Sealer {
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<KeyRing> keys;

    public Sealer(@ConfigProperty(name = "partnersupport.encryption-keys") Optional<List<String>> keys) {
        this.keys = keys.map(configured -> KeyRing.parse(configured, "AES"));
    }

    /**
     * Seals a text.
     *
     * @param boundTo names the one place where the text may be opened again, such as the id of its row
     */
    public String seal(String text, String boundTo) {
        NamedKey key = keys().current();
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] encrypted = crypt(Cipher.ENCRYPT_MODE, key.key(), nonce, boundTo, text.getBytes(StandardCharsets.UTF_8));
        byte[] sealed = ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
        return key.id() + ":" + Base64.getEncoder().encodeToString(sealed);
    }

    /**
     * Opens a sealed text.
     *
     * @throws IllegalStateException if its key is not configured any more, or it was bound to something else
     */
    public String open(String sealed, String boundTo) {
        SecretKey key = keys().find(keyOf(sealed))
                .orElseThrow(() -> new IllegalStateException("There is no encryption key " + keyOf(sealed)));
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.substring(sealed.indexOf(':') + 1)));
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] encrypted = new byte[bytes.remaining() - NONCE_BYTES];
        bytes.get(nonce).get(encrypted);
        return new String(crypt(Cipher.DECRYPT_MODE, key, nonce, boundTo, encrypted), StandardCharsets.UTF_8);
    }

    /** Whether it is sealed with the current key; else it should be sealed anew. */
    public boolean isCurrent(String sealed) {
        return keyOf(sealed).equals(currentKey());
    }

    /** The id of the key that texts are sealed with now; sealed texts begin with it and a colon. */
    public String currentKey() {
        return keys().current().id();
    }

    private KeyRing keys() {
        return keys.orElseThrow(() -> new IllegalStateException("partnersupport.encryption-keys is not configured"));
    }

    private static String keyOf(String sealed) {
        return sealed.substring(0, sealed.indexOf(':'));
    }

    private static byte[] crypt(int mode, SecretKey key, byte[] nonce, String boundTo, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(boundTo.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A text cannot be sealed or opened", e);
        }
    }
}
