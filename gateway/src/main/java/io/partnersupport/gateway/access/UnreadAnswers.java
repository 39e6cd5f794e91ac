package io.partnersupport.gateway.access;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Bounds what the operating system takes of an answer that its client does not read. Otherwise it takes megabytes for
 * each, and passing them all on at once keeps everybody else waiting.
 */
@ApplicationScoped
class UnreadAnswers implements HttpServerOptionsCustomizer {
    private final Limits limits;

    UnreadAnswers(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setSendBufferSize((int) limits.unread().asLongValue());
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }
}
