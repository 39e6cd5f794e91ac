package io.partnersupport.activation.application;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Keys by their ids, as configured: {@code keyId=base64 of 32 bytes}, the current key first. */
record KeyRing(List<NamedKey> keys) {
    private static final int KEY_BYTES = 32;

    record NamedKey(String id, SecretKey key) {}

    KeyRing {
        keys = List.copyOf(keys);
        if (keys.stream().map(NamedKey::id).distinct().count() != keys.size()) {
            throw new IllegalArgumentException("Two keys have the same id");
        }
    }

    static KeyRing parse(List<String> configured, String algorithm) {
        return new KeyRing(
                configured.stream().map(text -> parse(text.strip(), algorithm)).toList());
    }

    private static NamedKey parse(String idAndKey, String algorithm) {
        int separator = idAndKey.indexOf('=');
        byte[] key = Base64.getDecoder().decode(idAndKey.substring(separator + 1));
        if (separator < 1 || !idAndKey.substring(0, separator).matches("[A-Za-z0-9._-]+") || key.length != KEY_BYTES) {
            throw new IllegalArgumentException("A key is configured as keyId=base64 of 32 bytes");
        }
        return new NamedKey(idAndKey.substring(0, separator), new SecretKeySpec(key, algorithm));
    }

    NamedKey current() {
        return keys.get(0);
    }

    Optional<SecretKey> find(String id) {
        return keys.stream()
                .filter(named -> named.id().equals(id))
                .map(NamedKey::key)
                .findFirst();
    }
}
