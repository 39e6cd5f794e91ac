package io.partnersupport.kit.idempotency;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.RequestLanguage;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.secret.Sealer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Gives a retried request its first answer again. The answer is kept in the transaction of its effect, so there is
 * never one without the other. A refusal is not kept: it is decided anew.
 */
@ApplicationScoped
public class Idempotency {
    /** The header that names the intent of a request. */
    public static final String HEADER = "Idempotency-Key";

    static final Duration KEPT_FOR = Duration.ofHours(24);
    private static final String HEADER_OF_AZURE_CLIENTS = "MS-RequestId";
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final EntityManager entityManager;
    private final CurrentCaller caller;
    private final CurrentVertxRequest request;
    private final Sealer sealer;
    private final ObjectMapper json;
    private final ObjectMapper canonical;
    private final Clock clock;

    Idempotency(
            EntityManager entityManager,
            CurrentCaller caller,
            CurrentVertxRequest request,
            Sealer sealer,
            ObjectMapper json,
            Clock clock) {
        this.entityManager = entityManager;
        this.caller = caller;
        this.request = request;
        this.sealer = sealer;
        this.json = json;
        this.canonical = json.copy()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .registerModule(new SimpleModule().addSerializer(new SortedSet(json)));
        this.clock = clock;
    }

    /**
     * Runs the effect in one transaction, or repeats the answer to the same key and body. A concurrent request with
     * the same key waits for the first one.
     *
     * @param key the value of the header, or null if the request has none
     * @param operation the operation's name, with the resource's id where it has one
     * @param body what the key is bound to; a set is the same in any order
     * @param effect must answer 2xx, or throw a refusal; of its answer the status, the {@code Location}, relative, and
     *     the JSON body are given
     */
    public Response once(String key, String operation, Object body, Supplier<Response> effect) {
        return once(key, operation, body, effect, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Like {@link #once}, for an answer that holds a secret: it is kept sealed. The body may not be a secret. */
    public Response onceSecret(String key, String operation, Object body, Supplier<Response> effect) {
        String boundTo = "idempotency " + caller.get().subject() + " " + operation + " " + key;
        return once(
                key, operation, body, effect, text -> sealer.seal(text, boundTo), text -> sealer.open(text, boundTo));
    }

    private Response once(
            String key,
            String operation,
            Object body,
            Supplier<Response> effect,
            UnaryOperator<String> seal,
            UnaryOperator<String> open) {
        String validKey = validated(key);
        byte[] hash = sha256(write(canonical, body));
        return QuarkusTransaction.requiringNew().call(() -> {
            if (!claim(operation, validKey, hash)) {
                return firstAnswer(operation, validKey, hash, open);
            }
            Response answer = effect.get();
            return keep(operation, validKey, answer, seal);
        });
    }

    private String validated(String key) {
        String given = key != null ? key : request.getCurrent().request().getHeader(HEADER_OF_AZURE_CLIENTS);
        if (given == null) {
            throw Problem.of(400, "idempotency-key-missing")
                    .error(HEADER, "missing")
                    .exception();
        }
        if (!FORM.matcher(given).matches()) {
            throw Problem.of(400, "malformed-request")
                    .error(HEADER, "not-a-key")
                    .exception();
        }
        return given;
    }

    private boolean claim(String operation, String key, byte[] hash) {
        Instant now = clock.instant();
        return entityManager
                        .createNativeQuery("""
                                INSERT INTO idempotency_key AS kept (caller, operation, key, request_hash, created_at)
                                VALUES (:caller, :operation, :key, :hash, :now)
                                ON CONFLICT (caller, operation, key) DO UPDATE
                                SET request_hash = excluded.request_hash, created_at = excluded.created_at
                                WHERE kept.created_at < :expired""")
                        .setParameter("caller", caller.get().subject())
                        .setParameter("operation", operation)
                        .setParameter("key", key)
                        .setParameter("hash", hash)
                        .setParameter("now", now)
                        .setParameter("expired", now.minus(KEPT_FOR))
                        .executeUpdate()
                == 1;
    }

    private Response firstAnswer(String operation, String key, byte[] hash, UnaryOperator<String> open) {
        Object[] kept = (Object[]) entityManager
                .createNativeQuery("""
                        SELECT request_hash, status, location, body, language FROM idempotency_key
                        WHERE caller = :caller AND operation = :operation AND key = :key""")
                .setParameter("caller", caller.get().subject())
                .setParameter("operation", operation)
                .setParameter("key", key)
                .getSingleResult();
        if (!Arrays.equals((byte[]) kept[0], hash)) {
            throw Problem.of(422, "idempotency-key-reused")
                    .error(HEADER, "came-with-another-body")
                    .exception();
        }
        String answer = (String) kept[3];
        return answer(
                ((Number) kept[1]).intValue(), (String) kept[2], answer == null ? null : open.apply(answer), (String)
                        kept[4]);
    }

    private Response keep(String operation, String key, Response answer, UnaryOperator<String> seal) {
        if (answer.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
            throw new IllegalStateException("Only an effect is kept: " + operation + " must throw its refusals");
        }
        String location = relative(answer.getLocation());
        String body = answer.getEntity() == null ? null : write(json, answer.getEntity());
        String language = RequestLanguage.spoken().map(Locale::toLanguageTag).orElse(null);
        entityManager
                .createNativeQuery("""
                        UPDATE idempotency_key
                        SET status = :status, location = :location, body = :body, language = :language
                        WHERE caller = :caller AND operation = :operation AND key = :key""")
                .setParameter("status", answer.getStatus())
                .setParameter("location", location)
                .setParameter("body", body == null ? null : seal.apply(body))
                .setParameter("language", language)
                .setParameter("caller", caller.get().subject())
                .setParameter("operation", operation)
                .setParameter("key", key)
                .executeUpdate();
        return answer(answer.getStatus(), location, body, language);
    }

    /** The first answer and its repetitions are made from the same bytes. */
    private static Response answer(int status, String location, String body, String language) {
        Response.ResponseBuilder response =
                Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
        if (location != null) {
            response.header(HttpHeaders.LOCATION, location);
        }
        if (language != null) { // also of a repetition that is asked for in another one
            response.language(language);
        }
        return response.build();
    }

    /** What the first caller called this service must not reach those behind another address. */
    private static String relative(URI location) {
        if (location == null) {
            return null;
        }
        return location.getRawQuery() == null
                ? location.getRawPath()
                : location.getRawPath() + "?" + location.getRawQuery();
    }

    private static String write(ObjectMapper json, Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The order of a set differs from one life of the process to the next. */
    private static final class SortedSet extends StdSerializer<Set<?>> {
        private final transient ObjectMapper json;

        SortedSet(ObjectMapper json) {
            super(TypeFactory.defaultInstance().constructType(Set.class));
            this.json = json;
        }

        @Override
        public void serialize(Set<?> set, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartArray();
            for (String item :
                    set.stream().map(item -> write(json, item)).sorted().toList()) {
                out.writeRawValue(item);
            }
            out.writeEndArray();
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
