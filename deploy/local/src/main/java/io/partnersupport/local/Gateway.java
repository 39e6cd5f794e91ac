package io.partnersupport.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The one address of the suite, in plain HTTP and on TLS. */
final class Gateway extends Application {
    static final String NAME = "gateway";
    static final String CLIENT_SECRET = "SESSION_CLIENT_SECRET";

    private final Certificates certificates;

    Gateway(Context context) {
        super(NAME, context.ports().gateway(), context);
        this.certificates = new Certificates(context.data());
    }

    @Override
    Set<String> needs() {
        return Set.of();
    }

    @Override
    Map<Integer, String> ports() {
        Map<Integer, String> ports = new LinkedHashMap<>(super.ports());
        ports.put(context().ports().gatewayTls(), "the gateway's TLS");
        return ports;
    }

    @Override
    List<String> command() {
        certificates.makeIfNeeded();
        return super.command();
    }

    @Override
    Map<String, String> ownEnvironment() {
        Ports ports = context().ports();
        return Map.of(
                "QUARKUS_HTTP_SSL_PORT",
                Integer.toString(ports.gatewayTls()),
                "TLS_CERTIFICATE",
                certificates.certificate().toString(),
                "TLS_KEY",
                certificates.key().toString(),
                "SESSION_KEYS",
                context().secrets().keyRing("session-keys"),
                CLIENT_SECRET,
                clientSecret(context()),
                "SESSION_ORIGINS",
                ports.gatewayAddress() + ",https://localhost:" + ports.gatewayTls(),
                "ENTITLEMENT_SERVICE_URL",
                "http://localhost:" + ports.entitlement(),
                "ACTIVATION_SERVICE_URL",
                "http://localhost:" + ports.activation(),
                "CONTRACT_LINKING_SERVICE_URL",
                "http://localhost:" + ports.linking(),
                "INCIDENT_SERVICE_URL",
                "http://localhost:" + ports.incident());
    }

    static String clientSecret(Context context) {
        return context.secrets().password("keycloak.gateway");
    }
}
