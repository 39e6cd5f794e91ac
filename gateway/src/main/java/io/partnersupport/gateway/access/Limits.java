package io.partnersupport.gateway.access;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How much of a request is read. The server's own limits are wider, because it refuses without a problem document. */
@ConfigMapping(prefix = "gateway.limits")
public interface Limits {
    MemorySize address();

    MemorySize headers();

    MemorySize body();

    /** What is gathered of all bodies together before services are asked. */
    MemorySize gathered();

    /** What the operating system takes of an answer that its client does not read. */
    MemorySize unread();

    /** How long a body may take before its rate is looked at. */
    Duration bodyPatience();

    /** What must arrive in each second after that, on the whole. */
    MemorySize bodyRate();
}
