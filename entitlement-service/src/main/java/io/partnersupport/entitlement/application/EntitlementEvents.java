package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.customer.Customer;
import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.membership.Notice;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.PartnerUser;
import io.partnersupport.entitlement.domain.plan.PaidPlan;
import io.partnersupport.entitlement.domain.product.Product;

/** Announces new states to the other services, in the running transaction. */
public interface EntitlementEvents {
    void editionImported(Edition edition);

    void productChanged(Product product, long sequence);

    void partnerChanged(Partner partner, long sequence);

    void userChanged(PartnerUser user, long sequence);

    void planChanged(PaidPlan plan, long sequence);

    void customerChanged(Customer customer, long sequence);

    /** Purchased, or cancelled since. */
    void membershipChanged(Membership membership, long sequence);

    void noticeDue(Notice notice, Membership membership);

    void benefitChanged(Benefit benefit, long sequence);
}
