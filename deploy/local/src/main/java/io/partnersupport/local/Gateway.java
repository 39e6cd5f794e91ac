package io.partnersupport.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The one address of the suite, in plain HTTP and on TLS. */
final class Gateway extends Application {
    static final String NAME = "gateway";
    private static final String MANY = "1000000"; // a minute
    static final String CLIENT_SECRET = "SESSION_CLIENT_SECRET";

    private final Certificates certificates;

    Gateway(Context context) {
        super(NAME, context.ports().gateway(), context);
        this.certificates = new Certificates(context.data());
    }

    /** It would start without, but not be ready. */
    @Override
    Set<String> needs() {
        return Set.of(Keycloak.NAME);
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
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_SSL_PORT", Integer.toString(ports.gatewayTls())),
                Map.entry("TLS_CERTIFICATE", certificates.certificate().toString()),
                Map.entry("TLS_KEY", certificates.key().toString()),
                Map.entry("SESSION_KEYS", context().secrets().keyRing("session-keys")),
                Map.entry(CLIENT_SECRET, clientSecret(context())),
                Map.entry("SESSION_ORIGINS", ports.gatewayAddress() + ",https://localhost:" + ports.gatewayTls()),
                Map.entry("ENTITLEMENT_SERVICE_URL", "http://localhost:" + ports.entitlement()),
                Map.entry("ACTIVATION_SERVICE_URL", "http://localhost:" + ports.activation()),
                Map.entry("CONTRACT_LINKING_SERVICE_URL", "http://localhost:" + ports.linking()),
                Map.entry("INCIDENT_SERVICE_URL", "http://localhost:" + ports.incident()),
                // load and scenarios come from one machine, as a few demo people
                Map.entry("GATEWAY_RATE_LIMITS_ADDRESS_REQUESTS", MANY),
                Map.entry("GATEWAY_RATE_LIMITS_ACCOUNT_REQUESTS", MANY),
                Map.entry("GATEWAY_RATE_LIMITS_PARTNER_REQUESTS", MANY),
                Map.entry("GATEWAY_RATE_LIMITS_STRANGER_REQUESTS", MANY));
    }

    static String clientSecret(Context context) {
        return context.secrets().password("keycloak.gateway");
    }
}
