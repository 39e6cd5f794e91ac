package io.partnersupport.gateway.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, under which tokens are remembered, so that none can be read out of the memory. */
record Digest(long a, long b, long c, long d) {
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    });

    static Digest of(String token) {
        ByteBuffer digest = ByteBuffer.wrap(bytesOf(token.getBytes(StandardCharsets.UTF_8)));
        return new Digest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    static byte[] bytesOf(byte[] text) {
        return SHA_256.get().digest(text);
    }
}
