package io.partnersupport.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeycloakTest {
    @Test
    void redirectAddressesFollowThePorts() {
        assertThat(Keycloak.shiftPorts("http://localhost:8080/a https://localhost:8443/b http://localhost:8085/c", 5))
                .isEqualTo("http://localhost:8085/a https://localhost:8448/b http://localhost:8090/c");
    }
}
