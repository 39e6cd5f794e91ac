package io.partnersupport.gateway.routing;

import java.net.URI;
import java.time.Duration;

/** One process of a service, as the gateway has found it lately. */
final class Instance {
    private final URI address;
    private final Circuit circuit;
    private final long avoidedNanos;
    private volatile long leftAtNanos;
    private volatile boolean isLeaving;

    Instance(URI address, Circuit circuit, Duration avoided) {
        if (!"".equals(address.getPath()) || address.getHost() == null) {
            throw new IllegalStateException("The address of a service has a host and no path, not: " + address);
        }
        this.address = address;
        this.circuit = circuit;
        this.avoidedNanos = avoided.toNanos();
    }

    String address() {
        return address.toString();
    }

    String host() {
        return address.getHost();
    }

    int port() {
        int port = address.getPort();
        return port > 0 ? port : isTls() ? 443 : 80;
    }

    boolean isTls() {
        return "https".equals(address.getScheme());
    }

    Circuit circuit() {
        return circuit;
    }

    /** It has said that it will stop; for a while the others are asked first. */
    void leaves() {
        leftAtNanos = System.nanoTime();
        isLeaving = true;
    }

    boolean isLeaving() {
        return isLeaving && System.nanoTime() - leftAtNanos < avoidedNanos;
    }
}
