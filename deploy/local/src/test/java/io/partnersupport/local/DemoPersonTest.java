package io.partnersupport.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DemoPersonTest {
    private final List<DemoPerson> people = DemoPerson.load(Path.of("../keycloak/partner-center-realm.json"));

    @Test
    void areThePeopleOfTheApiDescription() {
        assertThat(people)
                .extracting(DemoPerson::signIn)
                .containsExactlyInAnyOrder(
                        "contoso-admin",
                        "contoso-mpn-admin",
                        "contoso-user",
                        "contoso-agent",
                        "contoso-helpdesk",
                        "fabrikam-admin",
                        "northwind-admin",
                        "adventure-admin",
                        "tailspin-agent",
                        "litware-admin",
                        "wideworld-admin",
                        "wideworld-agent",
                        "outsider",
                        "operator",
                        "engineer");
    }

    @Test
    void haveAnIdOfTheirOwn() {
        assertThat(people)
                .extracting(person -> UUID.fromString(person.userId()))
                .doesNotHaveDuplicates();
    }

    @Test
    void knowTheirPartnerAndRoles() {
        assertThat(person("contoso-agent").partnerId()).contains("4960001");
        assertThat(person("contoso-agent").associations()).containsExactly("MPN", "CSP");
        assertThat(person("contoso-agent").roles()).containsExactly("admin-agent");
        assertThat(person("contoso-helpdesk").associations()).containsExactly("MPN", "CSP");
        assertThat(person("tailspin-agent").associations()).containsExactly("CSP");
        assertThat(person("outsider").partnerId()).isEmpty();
        assertThat(person("outsider").directory()).isEqualTo("MSA");
    }

    private DemoPerson person(String signIn) {
        return people.stream()
                .filter(person -> person.signIn().equals(signIn))
                .findFirst()
                .orElseThrow();
    }
}
