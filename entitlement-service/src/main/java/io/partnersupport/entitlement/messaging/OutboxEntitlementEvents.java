package io.partnersupport.entitlement.messaging;

import io.partnersupport.entitlement.application.EntitlementEvents;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Editions;
import io.partnersupport.entitlement.domain.customer.Customer;
import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.membership.Notice;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.PartnerUser;
import io.partnersupport.entitlement.domain.plan.PaidPlan;
import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.kit.event.Outbox;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class OutboxEntitlementEvents implements EntitlementEvents {
    private final Outbox outbox;
    private final Editions editions;

    OutboxEntitlementEvents(Outbox outbox, Editions editions) {
        this.outbox = outbox;
        this.editions = editions;
    }

    @Override
    public void editionImported(Edition edition) {
        outbox.add(
                "entitlement.editions",
                edition.code(),
                "partnersupport.edition.imported",
                editions.raiseSequence(edition.code()),
                EditionState.from(edition));
    }

    @Override
    public void productChanged(Product product, long sequence) {
        outbox.add(
                "entitlement.products",
                product.productId(),
                "partnersupport.product.changed",
                sequence,
                ProductState.from(product));
    }

    @Override
    public void partnerChanged(Partner partner, long sequence) {
        outbox.add(
                "entitlement.partners",
                partner.id().value(),
                "partnersupport.partner.changed",
                sequence,
                PartnerState.from(partner));
    }

    @Override
    public void userChanged(PartnerUser user, long sequence) {
        outbox.add("entitlement.users", user.userId(), "partnersupport.user.changed", sequence, UserState.from(user));
    }

    @Override
    public void planChanged(PaidPlan plan, long sequence) {
        outbox.add(
                "entitlement.plans",
                plan.id().toString(),
                "partnersupport.plan.changed",
                sequence,
                PlanState.from(plan));
    }

    @Override
    public void customerChanged(Customer customer, long sequence) {
        outbox.add(
                "entitlement.customers",
                customer.id().toString(),
                "partnersupport.customer.changed",
                sequence,
                CustomerState.from(customer));
    }

    @Override
    public void membershipChanged(Membership membership, long sequence) {
        outbox.add(
                "entitlement.memberships",
                membership.id().toString(),
                membership.withdrawnAt().isPresent()
                        ? "partnersupport.membership.withdrawn"
                        : "partnersupport.membership.purchased",
                sequence,
                MembershipState.from(membership));
    }

    @Override
    public void benefitChanged(Benefit benefit, long sequence) {
        outbox.add(
                "entitlement.benefits",
                benefit.id().toString(),
                benefit.withdrawnAt().isPresent()
                        ? "partnersupport.benefit.withdrawn"
                        : "partnersupport.benefit.granted",
                sequence,
                BenefitState.from(benefit));
    }

    @Override
    public void noticeDue(Notice notice, Membership membership) {
        outbox.fact(
                "entitlement.notices",
                notice.id().toString(),
                switch (notice.kind()) {
                    case RENEWAL_DUE -> "partnersupport.renewal.due";
                    case RENEWAL_WINDOW_CLOSING -> "partnersupport.renewal-window.closing";
                },
                NoticeFact.from(notice, membership));
    }
}
