package io.partnersupport.entitlement.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.customer.Customer.Details;
import io.partnersupport.entitlement.domain.customer.CustomerRules.Refusal;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.Partner.ManagedIn;
import io.partnersupport.entitlement.domain.partner.Partner.PartnerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CustomerRulesTest {
    private static final PartnerId PROVIDER = new PartnerId("7");
    private static final PartnerId OTHER_PROVIDER = new PartnerId("8");

    @ParameterizedTest
    @EnumSource(PartnerKind.class)
    @DisplayName("E-16: direct partners, indirect providers and resellers have customers")
    void partnersOfTheCspProgramHaveCustomers(PartnerKind kind) {
        assertThat(CustomerRules.refusals(customer(null), partner("1", kind), Optional.empty()))
                .isEqualTo(kind == PartnerKind.NONE ? List.of(Refusal.NOT_A_CSP_PARTNER) : List.of());
    }

    /** Every kind of partner with every kind of provider, registered or not. */
    @ParameterizedTest
    @EnumSource(PartnerKind.class)
    @DisplayName("E-16: only an indirect reseller has an indirect provider, which is registered as one")
    void onlyResellersHaveProviders(PartnerKind kind) {
        List<Optional<PartnerKind>> providers = new ArrayList<>(List.of(Optional.empty()));
        for (PartnerKind each : PartnerKind.values()) {
            providers.add(Optional.of(each));
        }
        for (Optional<PartnerKind> provider : providers) {
            List<Refusal> expected = new ArrayList<>();
            if (kind == PartnerKind.NONE) {
                expected.add(Refusal.NOT_A_CSP_PARTNER);
            }
            if (kind != PartnerKind.INDIRECT_RESELLER) {
                expected.add(Refusal.INDIRECT_PROVIDER_NOT_APPLICABLE);
            }
            if (!provider.equals(Optional.of(PartnerKind.INDIRECT_PROVIDER))) {
                expected.add(Refusal.NOT_AN_INDIRECT_PROVIDER);
            }
            assertThat(CustomerRules.refusals(
                            customer(PROVIDER), partner("1", kind), provider.map(each -> partner("7", each))))
                    .as("%s through %s", kind, provider)
                    .isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("E-16: a partner is not its own customer")
    void aPartnerIsNotItsOwnCustomer() {
        Customer own = Customer.of(
                UUID.randomUUID(),
                new PartnerId("1"),
                partner("1", PartnerKind.DIRECT).tenantId(),
                details(null));
        assertThat(CustomerRules.refusals(own, partner("1", PartnerKind.DIRECT), Optional.empty()))
                .containsExactly(Refusal.OWN_TENANT);
    }

    @Test
    @DisplayName("E-16: without a provider nobody grants access to the Azure account")
    void onlyAProviderGrants() {
        assertThat(CustomerRules.grantRefusals(customer(null))).containsExactly(Refusal.NO_INDIRECT_PROVIDER);
        assertThat(CustomerRules.grantRefusals(customer(PROVIDER))).isEmpty();
    }

    @Test
    @DisplayName("E-16: the grant stays with other details, and goes with the provider who gave it")
    void theGrantIsTheProviders() {
        Customer granted = customer(PROVIDER).withAzureAccess(true);
        assertThat(granted.with(details(PROVIDER)).azureAccessGranted()).isTrue();
        assertThat(granted.with(details(OTHER_PROVIDER)).azureAccessGranted()).isFalse();
        assertThat(granted.with(details(null)).azureAccessGranted()).isFalse();
        assertThat(customer(PROVIDER).with(details(PROVIDER)).azureAccessGranted())
                .isFalse();
    }

    private static Customer customer(PartnerId provider) {
        return Customer.of(UUID.randomUUID(), new PartnerId("1"), "tenant of a customer", details(provider));
    }

    private static Details details(PartnerId provider) {
        return new Details("Alpine", "alpine.example", true, Optional.ofNullable(provider), List.of());
    }

    private static Partner partner(String id, PartnerKind kind) {
        return new Partner(
                new PartnerId(id),
                "Partner",
                "PL",
                ManagedIn.PARTNER_CENTER,
                kind,
                "tenant of " + id,
                id + ".example",
                null);
    }
}
