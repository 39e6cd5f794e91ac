package io.partnersupport.entitlement.domain.customer;

import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.Partner.PartnerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a partner may have a customer, and with which indirect provider (E-16). */
public final class CustomerRules {
    private CustomerRules() {}

    /** Why a customer is refused. */
    public enum Refusal {
        NOT_A_CSP_PARTNER,
        OWN_TENANT,
        INDIRECT_PROVIDER_NOT_APPLICABLE,
        /** Not registered, or registered as something else: which of them is nobody's business. */
        NOT_AN_INDIRECT_PROVIDER,
        CUSTOMER_EXISTS,
        NO_INDIRECT_PROVIDER
    }

    /**
     * Every reason against a customer as it is to be.
     *
     * @param provider the partner that it names as indirect provider, if there is such a partner
     */
    public static List<Refusal> refusals(Customer customer, Partner partner, Optional<Partner> provider) {
        List<Refusal> refusals = new ArrayList<>();
        if (partner.partnerKind() == PartnerKind.NONE) {
            refusals.add(Refusal.NOT_A_CSP_PARTNER);
        }
        if (customer.tenantId().equals(partner.tenantId())) {
            refusals.add(Refusal.OWN_TENANT);
        }
        if (customer.indirectProvider().isPresent()) {
            if (partner.partnerKind() != PartnerKind.INDIRECT_RESELLER) {
                refusals.add(Refusal.INDIRECT_PROVIDER_NOT_APPLICABLE);
            }
            if (provider.filter(CustomerRules::isIndirectProvider).isEmpty()) {
                refusals.add(Refusal.NOT_AN_INDIRECT_PROVIDER);
            }
        }
        return List.copyOf(refusals);
    }

    /** Access to the Azure account is granted by the indirect provider, so there must be one. */
    public static List<Refusal> grantRefusals(Customer customer) {
        return customer.indirectProvider().isPresent() ? List.of() : List.of(Refusal.NO_INDIRECT_PROVIDER);
    }

    private static boolean isIndirectProvider(Partner partner) {
        return partner.partnerKind() == PartnerKind.INDIRECT_PROVIDER;
    }
}
