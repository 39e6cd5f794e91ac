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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
     * An effect that is asked for under a key.
     *
     * @param hash of the body that the key is bound to; two with the same key are the same intent, whatever the body
     */
    public record Intent(String caller, String operation, String key, byte[] hash) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Intent intent
                    && caller.equals(intent.caller)
                    && operation.equals(intent.operation)
                    && key.equals(intent.key);
        }

        @Override
        public int hashCode() {
            return Objects.hash(caller, operation, key);
        }
    }

    /** What was answered to an intent, and is answered again. */
    public record FirstAnswer(byte[] hash, int status, String location, String body, String language) {
        /** Refuses an intent whose body is another one. */
        public Response to(Intent intent) {
            if (!Arrays.equals(hash, intent.hash)) {
                throw Problem.of(422, "idempotency-key-reused")
                        .error(HEADER, "came-with-another-body")
                        .exception();
            }
            return answer(status, location, body, language);
        }
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
        return once(intent(key, operation, body), effect);
    }

    /** Like {@link #once}, for an answer that holds a secret: it is kept sealed. The body may not be a secret. */
    public Response onceSecret(String key, String operation, Object body, Supplier<Response> effect) {
        Intent intent = intent(key, operation, body);
        String boundTo = "idempotency " + intent.caller() + " " + operation + " " + key;
        return once(intent, effect, text -> sealer.seal(text, boundTo), text -> sealer.open(text, boundTo));
    }

    /** The intent of the running request, for an effect that happens outside of it. */
    public Intent intent(String key, String operation, Object body) {
        return new Intent(caller.get().subject(), operation, validated(key), sha256(write(canonical, body)));
    }

    /** Like {@link #once(String, String, Object, Supplier)}. */
    public Response once(Intent intent, Supplier<Response> effect) {
        return once(intent, effect, UnaryOperator.identity(), UnaryOperator.identity());
    }

    private Response once(
            Intent intent, Supplier<Response> effect, UnaryOperator<String> seal, UnaryOperator<String> open) {
        return QuarkusTransaction.requiringNew().call(() -> {
            if (!claim(intent)) {
                return answersTo(List.of(intent), Instant.EPOCH, open)
                        .get(intent)
                        .to(intent);
            }
            FirstAnswer answer = firstAnswer(intent, effect.get());
            entityManager
                    .createNativeQuery("""
                            UPDATE idempotency_key
                            SET status = :status, location = :location, body = :body, language = :language
                            WHERE caller = :caller AND operation = :operation AND key = :key""")
                    .setParameter("status", answer.status())
                    .setParameter("location", answer.location())
                    .setParameter("body", answer.body() == null ? null : seal.apply(answer.body()))
                    .setParameter("language", answer.language())
                    .setParameter("caller", intent.caller())
                    .setParameter("operation", intent.operation())
                    .setParameter("key", intent.key())
                    .executeUpdate();
            return answer.to(intent);
        });
    }

    /**
     * For effects of many intents in one transaction, which is the running one.
     *
     * @return what was answered before to those that are not new
     */
    public Map<Intent, FirstAnswer> answersTo(Collection<Intent> intents) {
        return answersTo(intents, clock.instant().minus(KEPT_FOR), UnaryOperator.identity());
    }

    /**
     * Keeps the answers to these intents in the running transaction.
     *
     * @return the answers to give
     * @throws IllegalStateException if one was answered meanwhile: nothing of this transaction may count
     */
    public Map<Intent, Response> keep(Map<Intent, Response> answers) {
        if (answers.isEmpty()) {
            return Map.of();
        }
        Map<Intent, FirstAnswer> kept = new LinkedHashMap<>();
        answers.forEach((intent, response) -> kept.put(intent, firstAnswer(intent, response)));
        Instant now = clock.instant();
        // in one order, so that two transactions never wait for each other
        int rows = entityManager
                .createNativeQuery("""
                        INSERT INTO idempotency_key AS kept
                            (caller, operation, key, request_hash, status, location, body, language, created_at)
                        SELECT caller, operation, key, decode(hash, 'base64'), status, location, body, language, :now
                        FROM jsonb_to_recordset(CAST(:answers AS jsonb)) AS answer (caller text, operation text, key text,
                            hash text, status smallint, location text, body text, language text)
                        ORDER BY caller, operation, key
                        ON CONFLICT (caller, operation, key) DO UPDATE
                        SET request_hash = excluded.request_hash, status = excluded.status, location = excluded.location,
                            body = excluded.body, language = excluded.language, created_at = excluded.created_at
                        WHERE kept.created_at < :expired""")
                .setParameter("now", now)
                .setParameter(
                        "answers",
                        write(
                                json,
                                kept.entrySet().stream()
                                        .map(entry -> KeptRow.of(entry.getKey(), entry.getValue()))
                                        .toList()))
                .setParameter("expired", now.minus(KEPT_FOR))
                .executeUpdate();
        if (rows < answers.size()) {
            throw new IllegalStateException("One of these intents was answered meanwhile");
        }
        Map<Intent, Response> given = new HashMap<>();
        kept.forEach((intent, answer) -> given.put(intent, answer.to(intent)));
        return given;
    }

    /** The columns by their names. */
    private record KeptRow(
            String caller,
            String operation,
            String key,
            byte[] hash,
            int status,
            String location,
            String body,
            String language) {
        static KeptRow of(Intent intent, FirstAnswer answer) {
            return new KeptRow(
                    intent.caller(),
                    intent.operation(),
                    intent.key(),
                    intent.hash(),
                    answer.status(),
                    answer.location(),
                    answer.body(),
                    answer.language());
        }
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

    private boolean claim(Intent intent) {
        Instant now = clock.instant();
        return entityManager
                        .createNativeQuery("""
                                INSERT INTO idempotency_key AS kept (caller, operation, key, request_hash, created_at)
                                VALUES (:caller, :operation, :key, :hash, :now)
                                ON CONFLICT (caller, operation, key) DO UPDATE
                                SET request_hash = excluded.request_hash, created_at = excluded.created_at
                                WHERE kept.created_at < :expired""")
                        .setParameter("caller", intent.caller())
                        .setParameter("operation", intent.operation())
                        .setParameter("key", intent.key())
                        .setParameter("hash", intent.hash())
                        .setParameter("now", now)
                        .setParameter("expired", now.minus(KEPT_FOR))
                        .executeUpdate()
                == 1;
    }

    /** One look at the key for each intent, however few the table seems to have. */
    private Map<Intent, FirstAnswer> answersTo(
            Collection<Intent> intents, Instant notBefore, UnaryOperator<String> open) {
        Map<List<String>, Intent> byName = new HashMap<>();
        intents.forEach(intent -> byName.put(List.of(intent.caller(), intent.operation(), intent.key()), intent));
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT kept.* FROM jsonb_to_recordset(CAST(:intents AS jsonb)) AS i (caller text, operation text, key text)
                        CROSS JOIN LATERAL (
                            SELECT k.caller, k.operation, k.key, k.request_hash, k.status, k.location, k.body, k.language
                            FROM idempotency_key k
                            WHERE k.caller = i.caller AND k.operation = i.operation AND k.key = i.key AND k.created_at >= :notBefore
                            LIMIT 1) AS kept""")
                .setParameter("intents", write(json, intents))
                .setParameter("notBefore", notBefore)
                .getResultList();
        Map<Intent, FirstAnswer> answers = new HashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            String body = (String) columns[6];
            answers.put(
                    byName.get(List.of((String) columns[0], (String) columns[1], (String) columns[2])),
                    new FirstAnswer(
                            (byte[]) columns[3],
                            ((Number) columns[4]).intValue(),
                            (String) columns[5],
                            body == null ? null : open.apply(body),
                            (String) columns[7]));
        }
        return answers;
    }

    private FirstAnswer firstAnswer(Intent intent, Response answer) {
        if (answer.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
            throw new IllegalStateException(
                    "Only an effect is kept: " + intent.operation() + " must throw its refusals");
        }
        return new FirstAnswer(
                intent.hash(),
                answer.getStatus(),
                relative(answer.getLocation()),
                answer.getEntity() == null ? null : write(json, answer.getEntity()),
                Optional.ofNullable(answer.getLanguage())
                        .or(RequestLanguage::spoken)
                        .map(Locale::toLanguageTag)
                        .orElse(null));
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
