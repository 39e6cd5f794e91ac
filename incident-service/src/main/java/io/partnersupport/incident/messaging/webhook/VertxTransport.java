package io.partnersupport.incident.messaging.webhook;

import io.partnersupport.incident.application.webhook.Transport;
import io.partnersupport.incident.application.webhook.WebhookConfig;
import io.partnersupport.incident.domain.webhook.Answer;
import io.partnersupport.incident.domain.webhook.AttemptError;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/**
 * HTTP to addresses that were checked: the client connects to the address it is given and never asks for the name's
 * again, while Host, SNI and the certificate's check keep to the name. Each message has a connection of its own.
 */
@ApplicationScoped
class VertxTransport implements Transport {
    /** An operator may let receivers inside use certificates of an authority of its own: quarkus.tls.webhooks. */
    private static final String TLS_CONFIGURATION = "webhooks";

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int ADDRESSES = 4;
    /** Of an answer's body so much is read, and forgotten, before the connection is closed. */
    private static final long READ_OF_BODY = 64 * 1024;

    private final HttpClient client;
    private final Duration timeout;

    @Inject
    VertxTransport(Vertx vertx, WebhookConfig config, TlsConfigurationRegistry tls) {
        this(
                vertx,
                config.connectTimeout(),
                config.timeout(),
                tls.get(TLS_CONFIGURATION).map(TlsConfiguration::getTrustStoreOptions));
    }

    VertxTransport(Vertx vertx, Duration connectTimeout, Duration timeout, Optional<TrustOptions> trust) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) connectTimeout.toMillis())
                .setSslHandshakeTimeout(connectTimeout.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAlive(false)
                .setForceSni(true)
                .setVerifyHost(true);
        trust.ifPresent(options::setTrustOptions);
        this.client = vertx.createHttpClient(options);
        this.timeout = timeout;
    }

    @PreDestroy
    void close() {
        client.close();
    }

    @Override
    public Answer post(URI url, List<InetAddress> addresses, Map<String, String> headers, String body) {
        Exchange exchange = new Exchange();
        Future<Void> done = connect(url, addresses, 0).compose(request -> exchange.run(request, headers, body));
        try {
            done.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return exchange.answer(AttemptError.CONNECTION_FAILED);
        } catch (TimeoutException e) {
            exchange.abandon();
            return exchange.answer(AttemptError.TIMED_OUT);
        } catch (ExecutionException e) {
            return exchange.answer(errorOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.abandon();
            return exchange.answer(AttemptError.TIMED_OUT);
        }
    }

    /** Only a connection that fails leads to the next address: what was sent is not sent elsewhere, too. */
    private Future<HttpClientRequest> connect(URI url, List<InetAddress> addresses, int index) {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() < 0 ? (tls ? HTTPS_PORT : HTTP_PORT) : url.getPort();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        port, addresses.get(index).getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setFollowRedirects(false)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
        Future<HttpClientRequest> connected = client.request(options);
        return index + 1 < Math.min(addresses.size(), ADDRESSES)
                ? connected.recover(failure -> connect(url, addresses, index + 1))
                : connected;
    }

    private static AttemptError errorOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return AttemptError.TLS_FAILED;
            }
        }
        return AttemptError.CONNECTION_FAILED;
    }

    /** One request and what came back until now. */
    private static final class Exchange {
        private final AtomicReference<HttpClientRequest> sent = new AtomicReference<>();
        private final AtomicBoolean abandoned = new AtomicBoolean();
        private final AtomicReference<Answer> head = new AtomicReference<>();

        Future<Void> run(HttpClientRequest request, Map<String, String> headers, String body) {
            sent.set(request);
            if (abandoned.get()) { // nobody waits for it any more: it will be tried again
                request.reset();
                return Future.failedFuture("abandoned");
            }
            headers.forEach(request::putHeader);
            return request.putHeader("Content-Type", "application/json")
                    .putHeader("User-Agent", "partner-support-webhooks/1")
                    .send(Buffer.buffer(body))
                    .compose(this::read);
        }

        private Future<Void> read(HttpClientResponse response) {
            head.set(Answer.of(response.statusCode(), Optional.ofNullable(response.getHeader("Retry-After"))));
            Promise<Void> end = Promise.promise();
            AtomicLong seen = new AtomicLong();
            response.exceptionHandler(failure -> end.tryComplete())
                    .endHandler(nothing -> end.tryComplete())
                    .handler(buffer -> {
                        if (seen.addAndGet(buffer.length()) > READ_OF_BODY) {
                            response.request().connection().close();
                            end.tryComplete();
                        }
                    });
            return end.future();
        }

        void abandon() {
            abandoned.set(true);
            HttpClientRequest request = sent.get();
            if (request != null) {
                request.reset();
            }
        }

        /** The status counts as soon as it is here; what follows it does not. */
        Answer answer(AttemptError otherwise) {
            Answer answer = head.get();
            return answer == null ? Answer.none(otherwise) : answer;
        }
    }
}
