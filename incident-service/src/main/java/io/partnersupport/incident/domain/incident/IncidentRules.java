package io.partnersupport.incident.domain.incident;

import static io.partnersupport.incident.domain.Refusal.BELONGS_TO_ADVISORY_REQUESTS;
import static io.partnersupport.incident.domain.Refusal.BELONGS_TO_DYNAMICS_SUPPORT;
import static io.partnersupport.incident.domain.Refusal.MANAGED_OUTSIDE;
import static io.partnersupport.incident.domain.Refusal.MARKETPLACE_PRODUCT;
import static io.partnersupport.incident.domain.Refusal.NO_CLOUD_BENEFIT;
import static io.partnersupport.incident.domain.Refusal.NO_POLICIES_IN_FORCE;
import static io.partnersupport.incident.domain.Refusal.NO_USABLE_PLAN;
import static io.partnersupport.incident.domain.Refusal.SEVERITY_A_NEEDS_REACHABLE_CONTACT;
import static io.partnersupport.incident.domain.Refusal.UNKNOWN_CUSTOMER;
import static io.partnersupport.incident.domain.Refusal.UNKNOWN_PLAN;
import static io.partnersupport.incident.domain.Refusal.UNKNOWN_PRODUCT;
import static io.partnersupport.incident.domain.Refusal.UNKNOWN_VERSION;
import static io.partnersupport.incident.domain.Refusal.VERSION_REQUIRED;

import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.customer.PartnerProfile;
import io.partnersupport.incident.domain.incident.IncidentDecision.Accepted;
import io.partnersupport.incident.domain.incident.IncidentDecision.Refused;
import io.partnersupport.incident.domain.plan.ChosenBecause;
import io.partnersupport.incident.domain.plan.PlanChoice;
import io.partnersupport.incident.domain.plan.PlanRules;
import io.partnersupport.incident.domain.plan.Situation;
import io.partnersupport.incident.domain.plan.SupportPlan;
import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.product.ProductKind;
import io.partnersupport.incident.domain.response.ResponseClock;
import io.partnersupport.incident.domain.response.ResponseTarget;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether an incident may be opened, under which plan, and all that speaks against it (I-2 … I-9, I-11). */
public final class IncidentRules {
    private static final List<Rule> RULES = List.of(
            refuse(UNKNOWN_PRODUCT, Question::productIsUnknown),
            refuse(MARKETPLACE_PRODUCT, Question::productIsOnTheMarketplace), // E-11
            refuse(BELONGS_TO_ADVISORY_REQUESTS, Question::isAdvisory), // I-14
            refuse(BELONGS_TO_DYNAMICS_SUPPORT, Question::isForDynamicsSupport), // I-9
            refuse(MANAGED_OUTSIDE, Question::isAboutAMembershipInPmc), // E-15
            refuse(UNKNOWN_VERSION, Question::versionIsUnknown),
            refuse(VERSION_REQUIRED, Question::versionIsMissing), // E-10 cannot be answered without
            refuse(UNKNOWN_PLAN, Question::namedPlanIsUnknown),
            refuse(NO_POLICIES_IN_FORCE, Question::nothingIsPromised), // I-10
            refuse(SEVERITY_A_NEEDS_REACHABLE_CONTACT, Question::contactIsNotReachable)); // I-11

    /** While one of these stands, what the plans would say means nothing. */
    private static final Set<Refusal> BEFORE_PLANS = Set.of(
            UNKNOWN_PRODUCT,
            MARKETPLACE_PRODUCT,
            BELONGS_TO_ADVISORY_REQUESTS,
            BELONGS_TO_DYNAMICS_SUPPORT,
            MANAGED_OUTSIDE,
            UNKNOWN_VERSION,
            VERSION_REQUIRED,
            UNKNOWN_PLAN);

    private static final Comparator<SupportPlan> THE_PRESENT_ONE_FIRST = Comparator.comparing(SupportPlan::superseded)
            .thenComparing(Comparator.comparing(SupportPlan::endsAt).reversed());

    private IncidentRules() {}

    public static IncidentDecision decide(
            Requester requester, IncidentRequest request, PlanWish wish, Situation known, Instant at) {
        if (request.customer().isPresent() && known.customer().isEmpty()) {
            return new Refused(List.of(Objection.of(UNKNOWN_CUSTOMER)), known); // others' customers do not exist here
        }
        Question question = new Question(request, wish, withOwnPlans(requester, known), at);
        List<Objection> objections = Stream.concat(
                        RULES.stream()
                                .filter(rule -> rule.applies().test(question))
                                .map(Rule::refusal),
                        OnBehalfRules.reasonsAgainst(requester, known, request, at).stream())
                .map(Objection::of)
                .toList();
        boolean plansMatter = objections.stream().map(Objection::refusal).noneMatch(BEFORE_PLANS::contains);
        if (plansMatter
                && question.whyNoPlanIsNeeded().isEmpty()
                && question.usable().isEmpty()) {
            objections = Stream.concat(objections.stream(), question.whyNoPlanIsUsable())
                    .toList();
        }
        return objections.isEmpty() ? question.accepted() : new Refused(objections, known);
    }

    /** The plans of the requester, each with the reasons for which it could not be used; none if it could (I-1). */
    public static Map<SupportPlan, List<Refusal>> plans(
            Requester requester, Situation known, Optional<String> version, Instant at) {
        Situation situation = withOwnPlans(requester, known);
        List<Refusal> ofCustomer = OnBehalfRules.reasonsAgainst(requester, known, at);
        Map<SupportPlan, List<Refusal>> plans = new LinkedHashMap<>();
        for (SupportPlan plan : situation.plans()) {
            plans.put(
                    plan,
                    Stream.concat(
                                    ofCustomer.stream(),
                                    PlanRules.reasonsAgainst(plan, situation, version, Optional.empty(), at).stream())
                            .toList());
        }
        return plans;
    }

    /** With the Cloud Solution Provider plan, for a customer or where it is to be told that it is for customers only. */
    private static Situation withOwnPlans(Requester requester, Situation known) {
        boolean isInCsp = requester.cspAssociated()
                && known.partner().filter(PartnerProfile::isInCsp).isPresent();
        return requester
                .opener()
                .partner()
                .filter(partner -> isInCsp || known.customer().isPresent())
                .map(known::withCspPlanOf)
                .orElse(known);
    }

    private static Rule refuse(Refusal refusal, Predicate<Question> applies) {
        return new Rule(refusal, applies);
    }

    private record Rule(Refusal refusal, Predicate<Question> applies) {}

    private record Question(IncidentRequest request, PlanWish wish, Situation known, Instant at) {
        boolean productIsUnknown() {
            return known.product().isEmpty();
        }

        boolean versionIsUnknown() {
            return known.product()
                    .filter(product -> request.version()
                            .filter(version -> product.version(version).isEmpty())
                            .isPresent())
                    .isPresent();
        }

        boolean versionIsMissing() {
            return request.version().isEmpty()
                    && whyNoPlanIsNeeded().isEmpty()
                    && known.product()
                            .filter(product -> !product.versions().isEmpty())
                            .isPresent();
        }

        boolean namedPlanIsUnknown() {
            return wish.plan().filter(id -> known.plan(id).isEmpty()).isPresent();
        }

        boolean nothingIsPromised() {
            return known.responsePolicy().isEmpty();
        }

        boolean contactIsNotReachable() {
            return request.severity() == Severity.A && !request.contact().isReachableForSeverityA();
        }

        boolean productIsOnTheMarketplace() {
            return known.product()
                    .filter(product -> product.kind() == ProductKind.MARKETPLACE)
                    .isPresent();
        }

        boolean isAdvisory() {
            return request.classification()
                    .filter(ProblemClassification::isAdvisory)
                    .isPresent();
        }

        boolean isForDynamicsSupport() {
            return request.customer().isPresent()
                    && known.isAbout(Product.DYNAMICS_365)
                    && (request.kind() == IncidentKind.BILLING
                            || request.kind() == IncidentKind.SUBSCRIPTION
                            || request.classification()
                                    .filter(ProblemClassification::isForDynamicsSupport)
                                    .isPresent());
        }

        boolean isAboutAMembershipInPmc() {
            return isManagedInPmc()
                    && request.classification()
                            .filter(ProblemClassification.MEMBERSHIP::equals)
                            .isPresent();
        }

        private boolean isManagedInPmc() {
            return known.partner().filter(PartnerProfile::managedInPmc).isPresent();
        }

        Optional<ChosenBecause> whyNoPlanIsNeeded() {
            if (known.isForOwnTenant()
                    && known.product()
                            .filter(product -> !product.needsContract())
                            .isPresent()) {
                return Optional.of(ChosenBecause.PRODUCT_NEEDS_NO_CONTRACT);
            }
            return request.kind().isFree() ? Optional.of(ChosenBecause.KIND_IS_FREE) : Optional.empty();
        }

        Accepted accepted() {
            ResponseTarget target =
                    ResponseClock.target(request, at, known.responsePolicy().orElseThrow());
            Optional<ChosenBecause> noneNeeded = whyNoPlanIsNeeded();
            if (noneNeeded.isPresent()) {
                return new Accepted(Optional.empty(), noneNeeded.get(), target);
            }
            if (wish.plan().isPresent()) {
                return new Accepted(Optional.of(usable().get(0)), ChosenBecause.NAMED, target);
            }
            PlanChoice choice = PlanChoice.among(usable(), wish.preferCounted());
            return new Accepted(Optional.of(choice.plan()), choice.because(), target);
        }

        List<SupportPlan> usable() {
            return candidates().stream()
                    .filter(plan -> reasonsAgainst(plan).isEmpty())
                    .toList();
        }

        private List<SupportPlan> candidates() {
            return wish.plan().map(id -> known.plan(id).stream().toList()).orElse(known.plans());
        }

        private List<Refusal> reasonsAgainst(SupportPlan plan) {
            return PlanRules.reasonsAgainst(plan, known, request.version(), Optional.of(request.channel()), at);
        }

        /** The reasons of the plans that are meant for such a product; of all plans, if none is. */
        Stream<Objection> whyNoPlanIsUsable() {
            ProductKind kind = known.product().orElseThrow().kind();
            List<SupportPlan> forCustomers = candidates().stream()
                    .filter(SupportPlan::isForCustomersOnly)
                    .filter(plan -> plan.covers().covers(kind))
                    .toList();
            List<SupportPlan> others = candidates().stream()
                    .filter(plan -> !plan.isForCustomersOnly() || wish.plan().isPresent())
                    .toList();
            if (others.isEmpty() && !forCustomers.isEmpty()) {
                return objections(forCustomers);
            }
            if (others.isEmpty()) {
                return Stream.concat(
                                Stream.of(NO_USABLE_PLAN),
                                isManagedInPmc() ? Stream.of(MANAGED_OUTSIDE) : Stream.empty())
                        .map(Objection::of);
            }
            List<SupportPlan> meant =
                    others.stream().filter(plan -> plan.covers().covers(kind)).toList();
            Stream<Objection> ofOthers =
                    meant.isEmpty() && kind == ProductKind.CLOUD && wish.plan().isEmpty()
                            ? Stream.of(Objection.of(NO_CLOUD_BENEFIT)) // I-8, E-4
                            : objections(meant.isEmpty() ? others : meant);
            if (wish.plan().isPresent()) {
                return ofOthers;
            }
            return known.customer().isPresent()
                    ? Stream.concat(objections(forCustomers), ofOthers)
                    : Stream.concat(ofOthers, objections(forCustomers));
        }

        private Stream<Objection> objections(List<SupportPlan> plans) {
            return plans.stream()
                    .sorted(THE_PRESENT_ONE_FIRST)
                    .flatMap(plan ->
                            reasonsAgainst(plan).stream().map(refusal -> new Objection(refusal, Optional.of(plan))));
        }
    }
}
