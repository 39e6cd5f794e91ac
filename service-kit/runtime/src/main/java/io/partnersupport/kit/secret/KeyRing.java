package io.partnersupport.kit.secret;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys by their ids, as configured: {@code keyId=base64 of 32 bytes}. The first is the current one; the others still
 * open, or recognise, what was made with them.
 */
public record KeyRing(List<NamedKey> keys) {
    private static final int KEY_BYTES = 32;

    /** A key and the id by which what was made with it names it. */
    public record NamedKey(String id, SecretKey key) {}

    public KeyRing {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("There is no key");
        }
        if (keys.stream().map(NamedKey::id).distinct().count() != keys.size()) {
            throw new IllegalArgumentException("Two keys have the same id");
        }
    }

    /**
     * Reads the configured keys.
     *
     * @param algorithm what the keys are for, such as {@code AES}
     * @throws IllegalArgumentException if one does not have the form; its message never repeats a key
     */
    public static KeyRing parse(List<String> configured, String algorithm) {
        return new KeyRing(
                configured.stream().map(text -> parse(text.strip(), algorithm)).toList());
    }

    private static NamedKey parse(String idAndKey, String algorithm) {
        int separator = idAndKey.indexOf('=');
        if (separator < 1 || !idAndKey.substring(0, separator).matches("[A-Za-z0-9._-]+")) {
            throw malformed();
        }
        try {
            byte[] key = Base64.getDecoder().decode(idAndKey.substring(separator + 1));
            if (key.length == KEY_BYTES) {
                return new NamedKey(idAndKey.substring(0, separator), new SecretKeySpec(key, algorithm));
            }
        } catch (IllegalArgumentException e) {
            throw malformed(); // the decoder's own message would repeat a part of the key
        }
        throw malformed();
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("A key is configured as keyId=base64 of 32 bytes");
    }

    public NamedKey current() {
        return keys.get(0);
    }

    public Optional<SecretKey> find(String id) {
        return keys.stream()
                .filter(named -> named.id().equals(id))
                .map(NamedKey::key)
                .findFirst();
    }
}
