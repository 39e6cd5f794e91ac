package io.partnersupport.local;

import java.net.URI;

/**
 * The addresses of one stack. A second stack runs beside the first when its ports are shifted.
 *
 * @param offset added to every port
 */
public record Ports(int offset) {
    /** Keeps every port below the range from which systems take ports for outgoing connections. */
    static final int LARGEST_OFFSET = 13_000;

    public Ports {
        if (offset < 0 || offset > LARGEST_OFFSET) {
            throw new StackFailure("The port offset must be between 0 and " + LARGEST_OFFSET + ", not " + offset + ".");
        }
    }

    public int gateway() {
        return 8080 + offset;
    }

    public int gatewayTls() {
        return 8443 + offset;
    }

    public int entitlement() {
        return 8081 + offset;
    }

    public int activation() {
        return 8082 + offset;
    }

    public int linking() {
        return 8083 + offset;
    }

    public int incident() {
        return 8084 + offset;
    }

    public int keycloak() {
        return 8180 + offset;
    }

    public int keycloakManagement() {
        return 9180 + offset;
    }

    public int postgres() {
        return 15432 + offset;
    }

    public int kafka() {
        return 19092 + offset;
    }

    public int kafkaController() {
        return 19093 + offset;
    }

    public int smtp() {
        return 1025 + offset;
    }

    /** Nothing listens there: the code is taken from the redirect itself. */
    int signInCallback() {
        return 8085 + offset;
    }

    public URI gatewayAddress() {
        return URI.create("http://localhost:" + gateway());
    }

    public URI issuer() {
        return URI.create("http://localhost:" + keycloak() + "/realms/" + Keycloak.REALM);
    }

    String kafkaBootstrap() {
        return "localhost:" + kafka();
    }

    String database(String name) {
        return "jdbc:postgresql://localhost:" + postgres() + "/" + name;
    }
}
