package io.partnersupport.entitlement.domain.partner;

import io.partnersupport.entitlement.domain.customer.Customers.Ties;
import io.partnersupport.entitlement.domain.partner.Partner.PartnerKind;
import java.util.ArrayList;
import java.util.List;

/** Whether a partner may be changed so, given the customers that depend on what it is (E-16). */
public final class PartnerRules {
    private PartnerRules() {}

    /** Why a change is refused. */
    public enum Refusal {
        PARTNER_EXISTS,
        PARTNER_HAS_CUSTOMERS,
        CUSTOMERS_HAVE_INDIRECT_PROVIDERS,
        PARTNER_SERVES_AS_INDIRECT_PROVIDER,
        TENANT_OF_A_CUSTOMER
    }

    /**
     * Every reason against what a partner is to be.
     *
     * @param ties how customers depend on it
     */
    public static List<Refusal> refusals(Partner changed, Ties ties) {
        PartnerKind kind = changed.partnerKind();
        List<Refusal> refusals = new ArrayList<>();
        if (ties.any() && kind == PartnerKind.NONE) {
            refusals.add(Refusal.PARTNER_HAS_CUSTOMERS);
        }
        if (ties.throughProviders() && kind != PartnerKind.INDIRECT_RESELLER) {
            refusals.add(Refusal.CUSTOMERS_HAVE_INDIRECT_PROVIDERS);
        }
        if (ties.servedAsProvider() && kind != PartnerKind.INDIRECT_PROVIDER) {
            refusals.add(Refusal.PARTNER_SERVES_AS_INDIRECT_PROVIDER);
        }
        if (ties.ofTenant()) {
            refusals.add(Refusal.TENANT_OF_A_CUSTOMER);
        }
        return List.copyOf(refusals);
    }
}
