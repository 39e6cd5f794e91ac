package io.partnersupport.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/**
 * How much a service works on at a time. What comes beyond is refused at once, while refusing is still cheap: a queue
 * would only make all wait until nobody is there any more to take the answer, and fill the memory.
 */
@ApplicationScoped
class Capacity {
    /** What a deployment may say about it. */
    @ConfigMapping(prefix = "partnersupport.capacity")
    interface Config {
        /** More than threads work on, so that none idles, and few enough to be through within a second or two. */
        @WithDefault("256")
        int requests();

        /** What their bodies may have together: they are parsed in memory, which takes several times their length. */
        @WithDefault("24M")
        MemorySize bodies();
    }

    private final Semaphore requests;
    private final Semaphore bodies; // in kilobytes
    private final int mostKilobytes;
    private final BodyLimits limits;

    Capacity(Config config, BodyLimits limits) {
        this.requests = new Semaphore(config.requests());
        this.mostKilobytes = kilobytes(config.bodies().asLongValue());
        this.bodies = new Semaphore(mostKilobytes);
        this.limits = limits;
    }

    /** Whether there is room for one more; it is given back when the request is over. */
    boolean takes(RoutingContext request) {
        int size = Math.min(mostKilobytes, kilobytes(largestBody(request)));
        if (!requests.tryAcquire()) {
            return false;
        }
        if (!bodies.tryAcquire(size)) {
            requests.release();
            return false;
        }
        request.addEndHandler(over -> {
            requests.release();
            bodies.release(size);
        });
        return true;
    }

    private long largestBody(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return Long.parseLong(length);
        }
        boolean isOfUnknownLength = request.request().headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return isOfUnknownLength ? limits.of(request.normalizedPath()) : 0;
    }

    private static int kilobytes(long bytes) {
        return (int) ((bytes + 1023) / 1024);
    }
}
