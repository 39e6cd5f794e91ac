package io.partnersupport.incident.domain.incident;

import static io.partnersupport.incident.domain.Refusal.MARKETPLACE_PRODUCT;
import static io.partnersupport.incident.domain.Refusal.NO_CLOUD_BENEFIT;
import static io.partnersupport.incident.domain.Refusal.NO_EDITION_IN_FORCE;
import static io.partnersupport.incident.domain.Refusal.NO_USABLE_PLAN;
import static io.partnersupport.incident.domain.Refusal.SEVERITY_A_NEEDS_REACHABLE_CONTACT;
import static io.partnersupport.incident.domain.Refusal.UNKNOWN_PLAN;
import static io.partnersupport.incident.domain.Refusal.UNKNOWN_PRODUCT;
import static io.partnersupport.incident.domain.Refusal.UNKNOWN_VERSION;
import static io.partnersupport.incident.domain.Refusal.VERSION_REQUIRED;

import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.incident.IncidentDecision.Accepted;
import io.partnersupport.incident.domain.incident.IncidentDecision.Refused;
import io.partnersupport.incident.domain.plan.ChosenBecause;
import io.partnersupport.incident.domain.plan.LinkedPlans;
import io.partnersupport.incident.domain.plan.PlanChoice;
import io.partnersupport.incident.domain.plan.PlanRules;
import io.partnersupport.incident.domain.plan.SupportPlan;
import io.partnersupport.incident.domain.product.ProductKind;
import io.partnersupport.incident.domain.response.ResponseClock;
import io.partnersupport.incident.domain.response.ResponseTarget;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether an incident may be opened, under which plan, and all that speaks against it (I-2 … I-8, I-11). */
public final class IncidentRules {
    private static final List<Rule> RULES = List.of(
            refuse(UNKNOWN_PRODUCT, Question::productIsUnknown),
            refuse(MARKETPLACE_PRODUCT, Question::productIsOnTheMarketplace), // E-11
            refuse(UNKNOWN_VERSION, Question::versionIsUnknown),
            refuse(VERSION_REQUIRED, Question::versionIsMissing), // E-10 cannot be answered without
            refuse(UNKNOWN_PLAN, Question::namedPlanIsNotLinked),
            refuse(NO_EDITION_IN_FORCE, Question::nothingIsPromised), // I-10
            refuse(SEVERITY_A_NEEDS_REACHABLE_CONTACT, Question::contactIsNotReachable)); // I-11

    /** While one of these stands, what the plans would say means nothing. */
    private static final Set<Refusal> BEFORE_PLANS =
            Set.of(UNKNOWN_PRODUCT, UNKNOWN_VERSION, VERSION_REQUIRED, UNKNOWN_PLAN, MARKETPLACE_PRODUCT);

    private static final Comparator<SupportPlan> THE_PRESENT_ONE_FIRST = Comparator.comparing(SupportPlan::superseded)
            .thenComparing(Comparator.comparing(SupportPlan::endsAt).reversed());

    private IncidentRules() {}

    public static IncidentDecision decide(IncidentRequest request, PlanWish wish, LinkedPlans linked, Instant at) {
        Question question = new Question(request, wish, linked, at);
        List<Objection> objections = RULES.stream()
                .filter(rule -> rule.applies().test(question))
                .map(rule -> new Objection(rule.refusal(), Optional.empty()))
                .toList();
        boolean plansMatter = objections.stream().map(Objection::refusal).noneMatch(BEFORE_PLANS::contains);
        if (plansMatter
                && question.whyNoPlanIsNeeded().isEmpty()
                && question.usable().isEmpty()) {
            objections = Stream.concat(objections.stream(), question.whyNoPlanIsUsable())
                    .toList();
        }
        return objections.isEmpty() ? question.accepted() : new Refused(objections, linked.product());
    }

    private static Rule refuse(Refusal refusal, Predicate<Question> applies) {
        return new Rule(refusal, applies);
    }

    private record Rule(Refusal refusal, Predicate<Question> applies) {}

    private record Question(IncidentRequest request, PlanWish wish, LinkedPlans linked, Instant at) {
        boolean productIsUnknown() {
            return linked.product().isEmpty();
        }

        boolean versionIsUnknown() {
            return linked.product()
                    .filter(product -> request.version()
                            .filter(version -> product.version(version).isEmpty())
                            .isPresent())
                    .isPresent();
        }

        boolean versionIsMissing() {
            return request.version().isEmpty()
                    && whyNoPlanIsNeeded().isEmpty()
                    && linked.product()
                            .filter(product -> !product.versions().isEmpty())
                            .isPresent();
        }

        boolean namedPlanIsNotLinked() {
            return wish.plan().filter(id -> linked.plan(id).isEmpty()).isPresent();
        }

        boolean nothingIsPromised() {
            return linked.responsePolicy().isEmpty();
        }

        boolean contactIsNotReachable() {
            return request.severity() == Severity.A && !request.contact().isReachableForSeverityA();
        }

        boolean productIsOnTheMarketplace() {
            return linked.product()
                    .filter(product -> product.kind() == ProductKind.MARKETPLACE)
                    .isPresent();
        }

        Optional<ChosenBecause> whyNoPlanIsNeeded() {
            if (linked.product().filter(product -> !product.needsContract()).isPresent()) {
                return Optional.of(ChosenBecause.PRODUCT_NEEDS_NO_CONTRACT);
            }
            return request.kind().isFree() ? Optional.of(ChosenBecause.KIND_IS_FREE) : Optional.empty();
        }

        Accepted accepted() {
            ResponseTarget target =
                    ResponseClock.target(request, at, linked.responsePolicy().orElseThrow());
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
            return wish.plan().map(id -> linked.plan(id).stream().toList()).orElse(linked.plans());
        }

        private List<Refusal> reasonsAgainst(SupportPlan plan) {
            return PlanRules.reasonsAgainst(plan, linked.product(), request.version(), at);
        }

        /** The reasons of the plans that are meant for such a product; of all plans, if none is. */
        Stream<Objection> whyNoPlanIsUsable() {
            ProductKind kind = linked.product().orElseThrow().kind();
            List<SupportPlan> meant = candidates().stream()
                    .filter(plan -> plan.covers().covers(kind))
                    .toList();
            if (candidates().isEmpty()) {
                return Stream.of(new Objection(NO_USABLE_PLAN, Optional.empty()));
            }
            if (meant.isEmpty() && kind == ProductKind.CLOUD && wish.plan().isEmpty()) {
                return Stream.of(new Objection(NO_CLOUD_BENEFIT, Optional.empty())); // I-8, E-4
            }
            return (meant.isEmpty() ? candidates() : meant)
                    .stream()
                            .sorted(THE_PRESENT_ONE_FIRST)
                            .flatMap(plan -> reasonsAgainst(plan).stream()
                                    .map(refusal -> new Objection(refusal, Optional.of(plan))));
        }
    }
}
