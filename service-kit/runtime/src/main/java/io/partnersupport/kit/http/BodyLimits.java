package io.partnersupport.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** How large a body may be: most are read into memory and so are small, other limits go with their paths. */
@ApplicationScoped
class BodyLimits {
    private static final Set<String> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    /** What a deployment or a service may say about it. */
    @ConfigMapping(prefix = "partnersupport.body-limits")
    interface Config {
        @WithDefault("1M")
        MemorySize ordinary();

        /** By path; a {@code *} in it is one segment. */
        Map<String, MemorySize> larger();
    }

    /** Found while the body was read. */
    static final class BodyTooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final long ordinary;
    private final Map<Pattern, Long> larger;
    private final CurrentVertxRequest current;

    BodyLimits(Config config, CurrentVertxRequest current) {
        this.ordinary = config.ordinary().asLongValue();
        this.larger = config.larger().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> pattern(entry.getKey()),
                        entry -> entry.getValue().asLongValue()));
        this.current = current;
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(Pattern.quote(path).replace("*", "\\E[^/]+\\Q"));
    }

    long of(String path) {
        return larger.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .mapToLong(Map.Entry::getValue)
                .findFirst()
                .orElse(ordinary);
    }

    /** What tells its length was looked at before (EarlyProblems); anything else is counted as it is read. */
    @ServerRequestFilter
    void count(ContainerRequestContext request) {
        if (request.getLength() < 0 && WITH_BODY.contains(request.getMethod())) {
            request.setEntityStream(new CountedBody(
                    request.getEntityStream(),
                    of(current.getCurrent().normalizedPath()),
                    current.getCurrent().request()));
        }
    }

    private static final class CountedBody extends FilterInputStream {
        private final HttpServerRequest request;
        private long left;

        CountedBody(InputStream body, long limit, HttpServerRequest request) {
            super(body);
            this.left = limit;
            this.request = request;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws BodyTooLarge {
            left -= read;
            if (left < 0) {
                request.handler(ignored -> {}).resume(); // or the client would not see the answer
                throw new BodyTooLarge();
            }
        }

        @Override
        public void close() throws IOException {
            if (left >= 0) { // else it would wait for the rest
                super.close();
            }
        }
    }
}
