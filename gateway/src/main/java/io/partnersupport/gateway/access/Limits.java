package io.partnersupport.gateway.access;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** How much of a request is read. The server's own limits are wider, because it refuses without a problem document. */
@ConfigMapping(prefix = "gateway.limits")
public interface Limits {
    MemorySize address();

    MemorySize headers();

    MemorySize body();
}
