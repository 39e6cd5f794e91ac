package io.partnersupport.entitlement.application;

import static io.partnersupport.entitlement.application.PartnerAccess.Refusal.ADMIN_AGENT_REQUIRED;
import static io.partnersupport.entitlement.application.PartnerAccess.Refusal.ASSOCIATION_REQUIRED;
import static io.partnersupport.entitlement.application.PartnerAccess.Refusal.CSP_ASSOCIATION_REQUIRED;
import static io.partnersupport.entitlement.application.PartnerAccess.Refusal.CUSTOMER_ROLE_REQUIRED;
import static io.partnersupport.entitlement.application.PartnerAccess.Refusal.INDIRECT_PROVIDER_REQUIRED;
import static io.partnersupport.entitlement.application.PartnerAccess.Refusal.MPN_ASSOCIATION_REQUIRED;
import static io.partnersupport.entitlement.application.PartnerAccess.Refusal.NOT_FOUND;
import static io.partnersupport.entitlement.application.PartnerAccess.Refusal.OPERATOR_REQUIRED;
import static io.partnersupport.entitlement.application.PartnerAccess.Refusal.ROLE_REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.entitlement.application.PartnerAccess.Refusal;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.customer.Customer;
import io.partnersupport.entitlement.domain.customer.Customer.Details;
import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Directory;
import io.partnersupport.kit.identity.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of access × every role, and none × every association × own, other and no partner. */
class PartnerAccessTest {
    private static final PartnerId PARTNER = new PartnerId("1");
    private static final PartnerId PROVIDER = new PartnerId("7");

    static Stream<Arguments> table() {
        return Arrays.stream(PartnerAccess.values())
                .flatMap(access -> roles().flatMap(role -> associations()
                        .flatMap(associations -> partners().map(of -> Arguments.of(access, role, associations, of)))));
    }

    @ParameterizedTest(name = "{0}: {1} {2} of {3}")
    @MethodSource("table")
    @DisplayName("Who may what (DOMAIN.md chapter 6), with all reasons")
    void decidesEveryCell(PartnerAccess access, Optional<Role> role, Set<Association> associations, String of) {
        Caller caller = caller(role, associations, of);
        assertThat(access.refusalsFor(caller, PARTNER)).isEqualTo(expected(access, role, associations, of));
    }

    /** The table once more, in the words of chapter 6: what each access needs besides belonging to the partner. */
    private static List<Refusal> expected(
            PartnerAccess access, Optional<Role> role, Set<Association> associations, String of) {
        if (role.equals(Optional.of(Role.PROGRAM_OPERATOR))) {
            return List.of();
        }
        if (!of.equals("1")) {
            return List.of(NOT_FOUND);
        }
        boolean mpn = associations.contains(Association.MPN);
        boolean csp = associations.contains(Association.CSP);
        List<Refusal> missing = new ArrayList<>();
        switch (access) {
            case PROFILE -> {}
            case BENEFITS -> unless(mpn, MPN_ASSOCIATION_REQUIRED, missing);
            case USERS -> {
                unless(mpn, MPN_ASSOCIATION_REQUIRED, missing);
                unless(isOneOf(role, "USER_ADMIN GLOBAL_ADMIN"), ROLE_REQUIRED, missing);
            }
            case PLANS -> unless(mpn || csp, ASSOCIATION_REQUIRED, missing);
            case CUSTOMERS -> unless(csp, CSP_ASSOCIATION_REQUIRED, missing);
            case CUSTOMER_CHANGES -> {
                unless(csp, CSP_ASSOCIATION_REQUIRED, missing);
                unless(isOneOf(role, "ADMIN_AGENT GLOBAL_ADMIN"), CUSTOMER_ROLE_REQUIRED, missing);
            }
            case OPERATION -> missing.add(OPERATOR_REQUIRED);
        }
        return missing;
    }

    static Stream<Arguments> grants() {
        return roles().flatMap(role -> associations()
                .flatMap(associations -> Stream.of("1", "7", "2", "").map(of -> Arguments.of(role, associations, of))));
    }

    @ParameterizedTest(name = "{0} {1} of {2}")
    @MethodSource("grants")
    @DisplayName("E-16: the grant is set by operators and by admin agents of the customer's indirect provider only")
    void onlyTheProviderGrants(Optional<Role> role, Set<Association> associations, String of) {
        List<Refusal> expected = new ArrayList<>();
        if (!role.equals(Optional.of(Role.PROGRAM_OPERATOR))) {
            switch (of) {
                case "1" -> expected.add(INDIRECT_PROVIDER_REQUIRED);
                case "7" -> {
                    unless(associations.contains(Association.CSP), CSP_ASSOCIATION_REQUIRED, expected);
                    unless(isOneOf(role, "ADMIN_AGENT"), ADMIN_AGENT_REQUIRED, expected);
                }
                default -> expected.add(NOT_FOUND);
            }
        }
        assertThat(PartnerAccess.azureGrantRefusalsFor(caller(role, associations, of), customer(Optional.of(PROVIDER))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("roles")
    void withoutAProviderOnlyOperatorsAreNotRefused(Optional<Role> role) {
        Caller provider = caller(role, Set.of(Association.CSP), "7");
        assertThat(PartnerAccess.azureGrantRefusalsFor(provider, customer(Optional.empty())))
                .isEqualTo(provider.isOperator() ? List.of() : List.of(NOT_FOUND));
    }

    private static void unless(boolean holds, Refusal refusal, List<Refusal> refusals) {
        if (!holds) {
            refusals.add(refusal);
        }
    }

    private static boolean isOneOf(Optional<Role> role, String names) {
        return role.filter(each -> List.of(names.split(" ")).contains(each.name()))
                .isPresent();
    }

    static Stream<Optional<Role>> roles() {
        return Stream.concat(
                Stream.of(Optional.empty()), Arrays.stream(Role.values()).map(Optional::of));
    }

    private static Stream<Set<Association>> associations() {
        return Stream.of(
                Set.of(), Set.of(Association.MPN), Set.of(Association.CSP), Set.of(Association.MPN, Association.CSP));
    }

    private static Stream<String> partners() {
        return Stream.of("1", "2", "");
    }

    private static Caller caller(Optional<Role> role, Set<Association> associations, String of) {
        return new Caller(
                "somebody",
                Directory.AAD,
                Optional.of(of).filter(id -> !id.isEmpty()),
                associations,
                role.map(Set::of).orElse(Set.of()));
    }

    private static Customer customer(Optional<PartnerId> provider) {
        return Customer.of(
                UUID.randomUUID(),
                PARTNER,
                "tenant",
                new Details("Alpine", "alpine.example", true, provider, List.of()));
    }
}
