package io.partnersupport.gateway.token;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The identity provider's keys. They are fetched at start, over and over until they are known, then at intervals, and
 * when a token names one that is not known: such a token waits for a fetch that begins after it came, so that no good token
 * is refused however often keys change, while the identity provider is asked no more than once in a pause. If it does not
 * answer, the keys stay as they are.
 */
@ApplicationScoped
class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final int LARGEST_ANSWER = 256 * 1024;

    private final TokenSettings settings;
    private final Vertx vertx;
    private final HttpClient client;
    private volatile Map<String, SigningKey> keys = Map.of();
    private Promise<Void> next; // guarded by this, as the two below
    private boolean isUnderWay;
    private long lastBegunNanos;

    SigningKeys(TokenSettings settings, Vertx vertx) {
        this.settings = settings;
        this.vertx = vertx;
        int timeout = (int) settings.keysTimeout().toMillis();
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(timeout)
                .setIdleTimeout(timeout)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAlive(false));
        this.lastBegunNanos = System.nanoTime() - settings.keysPause().toNanos();
    }

    @PostConstruct
    void begin() {
        fetchedFromNowOn().onFailure(away -> tryUntilKnown());
        vertx.setPeriodic(settings.keysRefresh().toMillis(), timer -> fetchedFromNowOn());
    }

    private void tryUntilKnown() {
        if (!areKnown()) {
            fetchedFromNowOn().onFailure(away -> tryUntilKnown());
        }
    }

    /** The key of this name, or null. */
    SigningKey find(String keyId) {
        return keys.get(keyId);
    }

    boolean areKnown() {
        return !keys.isEmpty();
    }

    /** Completes when the keys were fetched by a request that began after this call. */
    synchronized Future<Void> fetchedFromNowOn() {
        if (next == null) {
            next = Promise.promise();
            if (!isUnderWay) {
                schedule();
            }
        }
        return next.future();
    }

    private void schedule() {
        isUnderWay = true;
        long rest = settings.keysPause().toNanos() - (System.nanoTime() - lastBegunNanos);
        vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(rest) + 1), timer -> fetch());
    }

    private void fetch() {
        Promise<Void> waiting;
        synchronized (this) {
            waiting = next;
            next = null;
            lastBegunNanos = System.nanoTime();
        }
        client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(settings.keysUrl().toString())
                        .setTimeout(settings.keysTimeout().toMillis()))
                .compose(request -> request.send())
                .compose(answer -> answer.statusCode() == 200
                        ? answer.body()
                        : Future.failedFuture(new IOException("status " + answer.statusCode())))
                .compose(this::take)
                .onComplete(fetched -> {
                    synchronized (this) {
                        isUnderWay = false;
                        if (next != null) {
                            schedule();
                        }
                    }
                    if (fetched.failed()) {
                        LOG.warnf(
                                "The identity provider's keys are not to be had: %s",
                                fetched.cause().getMessage());
                    }
                    waiting.handle(fetched);
                });
    }

    private Future<Void> take(Buffer document) {
        if (document.length() > LARGEST_ANSWER) {
            return Future.failedFuture(new IOException("the answer is too large"));
        }
        Map<String, SigningKey> fetched = new HashMap<>();
        try {
            for (JsonWebKey key : new JsonWebKeySet(document.toString()).getJsonWebKeys()) {
                boolean isForSigning = key.getUse() == null || key.getUse().equals("sig");
                if (key.getKeyId() != null && isForSigning && key instanceof PublicJsonWebKey publicKey) {
                    SigningKey known = keys.get(key.getKeyId());
                    SigningKey found = new SigningKey(publicKey, settings);
                    // the same object again, which tokens that were found good refer to
                    fetched.put(found.id(), found.isSameAs(known) ? known : found);
                }
            }
        } catch (JoseException e) {
            return Future.failedFuture(e);
        }
        keys = Map.copyOf(fetched);
        return Future.succeededFuture();
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
