package io.partnersupport.gateway.routing;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services behind the gateway and how patient it is with them. */
@ConfigMapping(prefix = "gateway.upstreams")
interface Upstreams {
    Map<String, Service> services();

    Duration connectTimeout();

    /** From the last byte of the request, or its first if it has no body, to the first of the answer. */
    Duration answerTimeout();

    /** How long a connection may carry nothing in the middle of an answer. */
    Duration idleTimeout();

    Duration retryAfter();

    /** Requests that may wait for the answer of one service; more are refused at once. */
    int waiting();

    /** Connections to one service. Far more than may wait for an answer, because slow clients hold some while they read. */
    int connections();

    Breaker circuit();

    /** How long an instance that says it is leaving is asked only if no other can be: longer than its end takes. */
    Duration leaving();

    /** One service and what it owns. */
    interface Service {
        /** The address of each instance. */
        List<URI> urls();

        List<String> prefixes();

        /** If this service is given another time than all others. */
        Optional<Duration> answerTimeout();
    }

    /** When a service counts as down. */
    interface Breaker {
        /** Requests in a row that it left unanswered. */
        int failures();

        /** The time between two requests that try whether it is back. */
        Duration pause();
    }
}
