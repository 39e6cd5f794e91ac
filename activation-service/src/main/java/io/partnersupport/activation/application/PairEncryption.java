package io.partnersupport.activation.application;

import io.partnersupport.activation.application.KeyRing.NamedKey;
import io.partnersupport.activation.domain.contract.AccessId;
import io.partnersupport.activation.domain.contract.ContractId;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.Pair;
import io.partnersupport.activation.domain.contract.SealedPair;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals pairs for the database: AES-256-GCM under the current key, bound to their contract. The text is
 * {@code keyId:base64 of nonce and ciphertext}.
 */
@Startup // a malformed key ends the start, not the first activation
@ApplicationScoped
public class PairEncryption {
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyRing keys;

    PairEncryption(@ConfigProperty(name = "partnersupport.encryption-keys") List<String> keys) {
        this.keys = KeyRing.parse(keys, "AES");
    }

    SealedPair seal(Pair pair, ContractRef contract) {
        NamedKey key = keys.current();
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] text = (pair.accessId().digits() + pair.contractId().characters()).getBytes(StandardCharsets.US_ASCII);
        byte[] encrypted = crypt(Cipher.ENCRYPT_MODE, key.key(), nonce, contract, text);
        byte[] sealed = ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
        return new SealedPair(key.id() + ":" + Base64.getEncoder().encodeToString(sealed));
    }

    Pair open(SealedPair sealed, ContractRef contract) {
        int separator = sealed.text().indexOf(':');
        String keyId = sealed.text().substring(0, separator);
        SecretKey key = keys.find(keyId)
                .orElseThrow(() -> new IllegalStateException("There is no encryption key " + keyId + " any more"));
        ByteBuffer bytes =
                ByteBuffer.wrap(Base64.getDecoder().decode(sealed.text().substring(separator + 1)));
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] encrypted = new byte[bytes.remaining() - NONCE_BYTES];
        bytes.get(nonce).get(encrypted);
        String text =
                new String(crypt(Cipher.DECRYPT_MODE, key, nonce, contract, encrypted), StandardCharsets.US_ASCII);
        return new Pair(new AccessId(text.substring(0, 10)), new ContractId(text.substring(10)));
    }

    private static byte[] crypt(int mode, SecretKey key, byte[] nonce, ContractRef contract, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(contract.value().toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A pair cannot be sealed or opened", e);
        }
    }
}
