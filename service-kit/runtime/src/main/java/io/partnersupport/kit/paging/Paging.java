package io.partnersupport.kit.paging;

import io.partnersupport.kit.http.Problem;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keyset paging. A cursor is the last item's position, bound by a keyed digest to one list and one reader, so that a
 * forged or foreign cursor is refused. Positions strictly order a list and are no secrets.
 */
@Startup // a key that is no key must not wait for the first list
@ApplicationScoped
public class Paging {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;
    private static final int KEY_BYTES = 32;
    private static final int DIGEST_BYTES = 16;

    private final SecretKeySpec key;

    Paging(@ConfigProperty(name = "partnersupport.cursor-key") String key) {
        byte[] bytes = Base64.getDecoder().decode(key);
        if (bytes.length < KEY_BYTES) {
            throw new IllegalStateException(
                    "partnersupport.cursor-key must be base64 of %d bytes".formatted(KEY_BYTES));
        }
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /**
     * What to read for one page.
     *
     * @param after the position after which it begins; empty for the first page
     * @param limit how many items it has at most
     */
    public record Request(Optional<String> after, int limit, String scope) {
        /** One more than the page holds, which tells whether another page follows. */
        public int fetchSize() {
            return limit + 1;
        }
    }

    /**
     * Checks the parameters of a list.
     *
     * @param scope names the list, its filters and who reads it
     * @param limit the query parameter, or null
     * @param cursor the query parameter, or null
     */
    public Request request(String scope, Integer limit, String cursor) {
        int size = limit == null ? DEFAULT_LIMIT : limit;
        if (size < 1 || size > MAX_LIMIT) {
            throw Problem.of(400, "validation-failed")
                    .error("limit", "out-of-range", 1, MAX_LIMIT)
                    .exception();
        }
        return new Request(Optional.ofNullable(cursor).map(given -> decode(scope, given)), size, scope);
    }

    /**
     * Makes the page of what was fetched.
     *
     * @param fetched up to {@link Request#fetchSize()} items
     * @param position the item's position in the list's order
     */
    public <T> Page<T> page(Request request, List<T> fetched, Function<T, String> position) {
        if (fetched.size() <= request.limit()) {
            return new Page<>(fetched, null);
        }
        List<T> items = fetched.subList(0, request.limit());
        return new Page<>(items, encode(request.scope(), position.apply(items.get(items.size() - 1))));
    }

    private String encode(String scope, String position) {
        byte[] text = position.getBytes(StandardCharsets.UTF_8);
        byte[] cursor = Arrays.copyOf(digest(scope, text), DIGEST_BYTES + text.length);
        System.arraycopy(text, 0, cursor, DIGEST_BYTES, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    private String decode(String scope, String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length > DIGEST_BYTES) {
                byte[] text = Arrays.copyOfRange(bytes, DIGEST_BYTES, bytes.length);
                if (MessageDigest.isEqual(digest(scope, text), Arrays.copyOf(bytes, DIGEST_BYTES))) {
                    return new String(text, StandardCharsets.UTF_8);
                }
            }
        } catch (IllegalArgumentException e) {
            // not even base64: refused like any other foreign text
        }
        throw Problem.of(400, "malformed-cursor")
                .error("cursor", "not-a-cursor-of-this-list")
                .exception();
    }

    private byte[] digest(String scope, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(scope.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(text), DIGEST_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
