package io.partnersupport.entitlement.domain.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.customer.Customers.Ties;
import io.partnersupport.entitlement.domain.partner.Partner.ManagedIn;
import io.partnersupport.entitlement.domain.partner.Partner.PartnerKind;
import io.partnersupport.entitlement.domain.partner.PartnerRules.Refusal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PartnerRulesTest {
    @ParameterizedTest
    @EnumSource(PartnerKind.class)
    void withoutCustomersAPartnerMayBecomeAnything(PartnerKind kind) {
        assertThat(PartnerRules.refusals(partner(kind), Ties.NONE)).isEmpty();
    }

    @ParameterizedTest(name = "with customers: {0}, through providers: {1}, serving as one: {2}, becomes {3}: {4}")
    @DisplayName("E-16: what a partner is stays true to its customers, and all reasons are given")
    @CsvSource({
        "true,  false, false, DIRECT,            ''",
        "true,  false, false, NONE,              PARTNER_HAS_CUSTOMERS",
        "true,  true,  false, INDIRECT_RESELLER, ''",
        "true,  true,  false, DIRECT,            CUSTOMERS_HAVE_INDIRECT_PROVIDERS",
        "true,  true,  false, NONE,              PARTNER_HAS_CUSTOMERS CUSTOMERS_HAVE_INDIRECT_PROVIDERS",
        "false, false, true,  INDIRECT_PROVIDER, ''",
        "false, false, true,  DIRECT,            PARTNER_SERVES_AS_INDIRECT_PROVIDER",
        "true,  false, true,  NONE,              PARTNER_HAS_CUSTOMERS PARTNER_SERVES_AS_INDIRECT_PROVIDER",
    })
    void staysTrueToItsCustomers(
            boolean customers, boolean throughProviders, boolean serving, PartnerKind kind, String expected) {
        assertThat(String.join(
                        " ",
                        PartnerRules.refusals(partner(kind), new Ties(customers, throughProviders, false, serving))
                                .stream()
                                .map(Enum::name)
                                .toList()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(PartnerKind.class)
    @DisplayName("E-16: a partner does not take the tenant of its own customer")
    void doesNotTakeTheTenantOfACustomer(PartnerKind kind) {
        assertThat(PartnerRules.refusals(partner(kind), new Ties(false, false, true, false)))
                .containsExactly(Refusal.TENANT_OF_A_CUSTOMER);
    }

    private static Partner partner(PartnerKind kind) {
        return new Partner(
                new PartnerId("1"), "Contoso", "PL", ManagedIn.PARTNER_CENTER, kind, "tenant", "x.example", null);
    }
}
