package io.partnersupport.gateway.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what a browser keeps for the gateway, so that nobody can read, change or make it (AES-256-GCM), and signs what a
 * page gives back (HMAC-SHA-256). Each is good for its purpose only.
 */
final class Seal {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, Keys> ring = new LinkedHashMap<>();

    private record Keys(SecretKey sealing, SecretKey signing) {}

    /** {@code keyId=base64} entries with commas between them; the first seals, all of them open. */
    Seal(String entries) {
        for (String entry : entries.split(",")) {
            String[] parts = entry.strip().split("=", 2);
            byte[] key = parts.length == 2 ? decoded(Base64.getDecoder(), parts[1]) : new byte[0];
            if (key.length != KEY_BYTES || !parts[0].matches("[A-Za-z0-9_-]+")) {
                throw new IllegalArgumentException(
                        "Each entry of SESSION_KEYS must be a name, '=', and " + KEY_BYTES + " bytes in Base64");
            }
            // one key for one use
            ring.put(parts[0], new Keys(new SecretKeySpec(derived(key, "seal"), "AES"), hmacKey(derived(key, "sign"))));
        }
    }

    String seal(String purpose, String text) {
        String keyId = currentKeyId();
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, keyId, nonce, purpose).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return keyId + "."
                    + ENCODER.encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was sealed for this purpose; nothing when it was not, or was changed, or its key is no longer there. */
    Optional<String> open(String purpose, String sealed) {
        String keyId = keyIdOf(sealed);
        byte[] bytes = decoded(Base64.getUrlDecoder(), sealed.substring(Math.min(sealed.length(), keyId.length() + 1)));
        if (!ring.containsKey(keyId) || bytes.length < NONCE_BYTES + TAG_BITS / 8) {
            return Optional.empty();
        }
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, keyId, Arrays.copyOf(bytes, NONCE_BYTES), purpose)
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String sign(String purpose, String text) {
        return sign(currentKeyId(), purpose, text);
    }

    boolean isSigned(String purpose, String text, String signature) {
        String keyId = keyIdOf(signature);
        return ring.containsKey(keyId)
                && MessageDigest.isEqual(
                        sign(keyId, purpose, text).getBytes(StandardCharsets.UTF_8),
                        signature.getBytes(StandardCharsets.UTF_8));
    }

    private String sign(String keyId, String purpose, String text) {
        return keyId + "." + ENCODER.encodeToString(hmac(ring.get(keyId).signing(), purpose + "\n" + text));
    }

    private Cipher cipher(int mode, String keyId, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, ring.get(keyId).sealing(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private String currentKeyId() {
        return ring.keySet().iterator().next();
    }

    private static String keyIdOf(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? "" : text.substring(0, dot);
    }

    private static byte[] derived(byte[] key, String use) {
        return hmac(hmacKey(key), "gateway session " + use);
    }

    private static SecretKey hmacKey(byte[] key) {
        return new SecretKeySpec(key, "HmacSHA256");
    }

    private static byte[] hmac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decoded(Base64.Decoder decoder, String text) {
        try {
            return decoder.decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
