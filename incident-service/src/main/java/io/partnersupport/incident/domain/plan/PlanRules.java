package io.partnersupport.incident.domain.plan;

import static io.partnersupport.incident.domain.Refusal.CLOUD_PRODUCT_ONLY;
import static io.partnersupport.incident.domain.Refusal.CONTRACT_WITHDRAWN;
import static io.partnersupport.incident.domain.Refusal.INCIDENTS_EXHAUSTED;
import static io.partnersupport.incident.domain.Refusal.MAINSTREAM_SUPPORT_ENDED;
import static io.partnersupport.incident.domain.Refusal.ON_PREMISES_PRODUCT_ONLY;
import static io.partnersupport.incident.domain.Refusal.OWN_TENANT_NOT_COVERED;
import static io.partnersupport.incident.domain.Refusal.PHONE_NOT_OFFERED;
import static io.partnersupport.incident.domain.Refusal.PLAN_EXPIRED;
import static io.partnersupport.incident.domain.Refusal.PLAN_NOT_LINKED;
import static io.partnersupport.incident.domain.Refusal.PLAN_NOT_STARTED;
import static io.partnersupport.incident.domain.Refusal.PRODUCT_NOT_COVERED;
import static io.partnersupport.incident.domain.Refusal.SUPERSEDED;
import static io.partnersupport.incident.domain.Refusal.VERSION_NOT_COVERED;

import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.incident.Channel;
import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.product.ProductKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Why a plan cannot be used (I-1): all reasons, the most lasting first. */
public final class PlanRules {
    private static final List<Rule> RULES = List.of(
            refuse(CLOUD_PRODUCT_ONLY, Use::wouldNeedAnOnPremisesPlan), // E-11
            refuse(ON_PREMISES_PRODUCT_ONLY, Use::wouldNeedACloudPlan), // E-11
            refuse(PRODUCT_NOT_COVERED, Use::productIsOutsideTheTerms),
            refuse(VERSION_NOT_COVERED, Use::versionIsTooOldOrTooNew), // E-10
            refuse(MAINSTREAM_SUPPORT_ENDED, Use::versionIsOutsideMainstream), // E-10
            refuse(OWN_TENANT_NOT_COVERED, Use::isForOwnTenantUnderCsp), // I-9
            refuse(PHONE_NOT_OFFERED, Use::isByPhoneUnderCsp), // I-9
            refuse(PLAN_NOT_LINKED, use -> !use.plan().linked()), // E-14
            refuse(CONTRACT_WITHDRAWN, use -> use.plan().contractWithdrawn()),
            refuse(SUPERSEDED, use -> use.plan().superseded()), // E-3
            refuse(PLAN_EXPIRED, use -> !use.at().isBefore(use.plan().endsAt())),
            refuse(PLAN_NOT_STARTED, use -> use.at().isBefore(use.plan().startsAt())),
            refuse(INCIDENTS_EXHAUSTED, use -> use.plan().units().areExhausted()));

    private PlanRules() {}

    /**
     * The reasons against using the plan for this product and version at this instant; none if it is usable.
     *
     * @param channel how the request comes; empty if that is not known yet
     */
    public static List<Refusal> reasonsAgainst(
            SupportPlan plan, Situation situation, Optional<String> version, Optional<Channel> channel, Instant at) {
        Use use = new Use(
                plan,
                situation.product(),
                situation.product().flatMap(known -> version.flatMap(known::version)),
                situation.isForOwnTenant(),
                channel,
                at);
        return RULES.stream()
                .filter(rule -> rule.applies().test(use))
                .map(Rule::refusal)
                .toList();
    }

    private static Rule refuse(Refusal refusal, Predicate<Use> applies) {
        return new Rule(refusal, applies);
    }

    private record Rule(Refusal refusal, Predicate<Use> applies) {}

    private record Use(
            SupportPlan plan,
            Optional<Product> product,
            Optional<Product.Version> version,
            boolean forOwnTenant,
            Optional<Channel> channel,
            Instant at) {
        boolean isForOwnTenantUnderCsp() {
            return plan.isForCustomersOnly() && forOwnTenant;
        }

        boolean isByPhoneUnderCsp() {
            return plan.isForCustomersOnly()
                    && channel.filter(Channel.PHONE::equals).isPresent();
        }

        boolean wouldNeedAnOnPremisesPlan() {
            return product.filter(asked -> plan.covers().areOnlyFor(ProductKind.CLOUD, asked))
                    .isPresent();
        }

        boolean wouldNeedACloudPlan() {
            return product.filter(asked -> plan.covers().areOnlyFor(ProductKind.ON_PREMISES, asked))
                    .isPresent();
        }

        boolean productIsOutsideTheTerms() {
            return product.filter(asked -> !plan.covers().covers(asked)).isPresent()
                    && !wouldNeedAnOnPremisesPlan()
                    && !wouldNeedACloudPlan();
        }

        boolean versionIsTooOldOrTooNew() {
            return uncoveredVersion()
                    .filter(asked -> asked.isNeitherCurrentNorPrevious(at) || !asked.isPreviousOutsideMainstream(at))
                    .isPresent();
        }

        boolean versionIsOutsideMainstream() {
            return uncoveredVersion()
                    .filter(asked -> asked.isPreviousOutsideMainstream(at))
                    .isPresent();
        }

        /** The version, if the plan is for its product but not for it. */
        private Optional<Product.Version> uncoveredVersion() {
            return plan.type().isForRecentVersions()
                            && product.filter(plan.covers()::covers).isPresent()
                    ? version.filter(asked -> !asked.isCovered(at))
                    : Optional.empty();
        }
    }
}
