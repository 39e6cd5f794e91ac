package io.partnersupport.gateway.routing;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The services behind the gateway and how patient it is with them. */
@ConfigMapping(prefix = "gateway.upstreams")
interface Upstreams {
    Map<String, Service> services();

    Duration connectTimeout();

    /** From the last byte of the request, or its first if it has no body, to the first of the answer. */
    Duration answerTimeout();

    /** How long a connection may carry nothing in the middle of a body. */
    Duration idleTimeout();

    Duration retryAfter();

    /** Connections to one service. */
    int connections();

    /** Requests that wait for one of these connections; more are refused at once. */
    int waiting();

    /** One service and what it owns. */
    interface Service {
        URI url();

        List<String> prefixes();
    }
}
