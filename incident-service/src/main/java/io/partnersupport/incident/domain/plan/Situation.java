package io.partnersupport.incident.domain.plan;

import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.PlanId;
import io.partnersupport.incident.domain.customer.Customer;
import io.partnersupport.incident.domain.customer.PartnerProfile;
import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.response.ResponsePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known when a request is decided.
 *
 * @param product the one that the request names; empty if it names none or one that is not known
 * @param responsePolicy of the edition in force; empty if none is known
 * @param partner the account's own; empty if it has none or it is not known
 * @param customer the one that the request names; empty if it names none or one that the partner does not reach
 * @param inSupportGroup whether the account is in the customer's support group
 * @param plans of every contract that is linked with the account, and the paid ones of its partner, usable or not
 */
public record Situation(
        Optional<Product> product,
        Optional<ResponsePolicy> responsePolicy,
        Optional<PartnerProfile> partner,
        Optional<Customer> customer,
        boolean inSupportGroup,
        List<SupportPlan> plans) {
    public Situation {
        plans = List.copyOf(plans);
    }

    public Optional<SupportPlan> plan(PlanId id) {
        return plans.stream().filter(plan -> plan.id().equals(id)).findFirst();
    }

    public boolean isAbout(String productId) {
        return product.filter(known -> known.productId().equals(productId)).isPresent();
    }

    /** Whether it is about the partner's own organisation, also if that is named as a customer. */
    public boolean isForOwnTenant() {
        return customer.map(Customer::tenantId)
                .map(tenant -> partner.flatMap(PartnerProfile::tenantId)
                        .filter(tenant::equals)
                        .isPresent())
                .orElse(true);
    }

    /** Whether the partner pays for Advanced Support for Partners or Premier at this instant (E-14). */
    public boolean hasAgreementOfAsfpOrHigher(Instant at) {
        return plans.stream()
                .filter(plan -> plan.type().isAsfpOrHigher() && plan.isInForce(at) && !plan.contractWithdrawn())
                .anyMatch(plan ->
                        partner.filter(own -> own.id().equals(plan.partner())).isPresent());
    }

    /** The same with these plans. */
    public Situation with(List<SupportPlan> others) {
        return new Situation(product, responsePolicy, partner, customer, inSupportGroup, others);
    }

    /** The same, with the Cloud Solution Provider plan of that partner before the other plans. */
    public Situation withCspPlanOf(PartnerId csp) {
        return with(Stream.concat(Stream.of(SupportPlan.cloudSolutionProvider(csp)), plans.stream())
                .toList());
    }
}
