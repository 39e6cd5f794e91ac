package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.application.ImportEdition.Outcome.Invalid;
import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.domain.Outcome;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.customer.Customer;
import io.partnersupport.entitlement.domain.customer.CustomerRules;
import io.partnersupport.entitlement.domain.membership.PurchaseRules;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.PartnerRules;
import io.partnersupport.entitlement.domain.plan.PlanRules;
import io.partnersupport.entitlement.domain.product.ProductRules.ProductDecision;
import io.partnersupport.kit.http.EntityVersion;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.Problem.FieldError;
import io.partnersupport.kit.http.ProblemException;
import io.partnersupport.kit.http.ProblemTexts;
import io.partnersupport.kit.http.RequestLanguage;
import io.partnersupport.kit.identity.Caller;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** The only place that knows how refusals become HTTP. */
final class Problems {
    private static final int MOST_FAULTS = 1000;

    private Problems() {}

    /** The partner named in a path: {@code me} is the caller's own. */
    static PartnerId partnerNamed(Caller caller, String inPath) {
        String id = "me".equals(inPath) ? caller.partnerId().orElseThrow(Problems::notFound) : inPath;
        if (!id.matches(PartnerId.FORM)) {
            throw notFound();
        }
        return new PartnerId(id);
    }

    /** The partner named in a path, if the caller may. */
    static PartnerId authorizedPartner(Caller caller, String inPath, PartnerAccess access) {
        PartnerId partner = partnerNamed(caller, inPath);
        require(access.refusalsFor(caller, partner));
        return partner;
    }

    /** Ends the request if there is a reason against it. */
    static void require(List<PartnerAccess.Refusal> refusals) {
        if (!refusals.isEmpty()) {
            throw refused(refusals, Problems::statusOf, refusal -> Optional.empty());
        }
    }

    static void requireOperator(Caller caller) {
        if (!caller.isOperator()) {
            require(List.of(PartnerAccess.Refusal.OPERATOR_REQUIRED));
        }
    }

    static ProblemException notFound() {
        return Problem.of(404, "not-found").exception();
    }

    static ProblemException partnerExists() {
        return Problem.of(409, "partner-exists").exception();
    }

    static ProblemException userExists() {
        return Problem.of(409, "user-exists").exception();
    }

    /** Every fault by its path; a hopeless document is not described to its end. */
    static ProblemException invalidEdition(Invalid invalid) {
        Problem.Builder problem = Problem.of(422, "invalid-edition")
                .arguments(invalid.structure().size() + invalid.meaning().size());
        Stream.concat(
                        invalid.structure().stream()
                                .map(each -> new FieldError(
                                        each.path(),
                                        faultText(each.fault(), each.expected().toArray()))),
                        invalid.meaning().stream().map(each -> new FieldError(each.path(), faultText(each.fault()))))
                .limit(MOST_FAULTS)
                .forEach(fault -> problem.error(fault.field(), fault.message()));
        return problem.exception();
    }

    private static String faultText(Enum<?> fault, Object... expected) {
        return ProblemTexts.find(Problem.codeOf(fault), "detail", RequestLanguage.current(), expected);
    }

    static ProblemException malformedDocument() {
        return Problem.of(400, "malformed-request")
                .error("", "not-of-its-content-type")
                .exception();
    }

    static ProblemException editionRevisionExists() {
        return Problem.of(409, "edition-revision-exists").exception();
    }

    static ProblemException editionRevisionNotNext(int next) {
        return Problem.of(409, "edition-revision-not-next").arguments(next).exception();
    }

    static ProblemException unknownProduct() {
        return Problem.of(422, "unknown-product")
                .error("productId", "unknown-product")
                .exception();
    }

    /** The first fault names the problem; all of them are listed, with their fields. */
    static ProblemException refusedProduct(ProductDecision decision) {
        Problem.Builder problem =
                Problem.of(422, Problem.codeOf(decision.faults().get(0).fault()));
        decision.faults().forEach(fault -> problem.error(fault.field(), Problem.codeOf(fault.fault())));
        if (decision.faults().size() > 1) {
            decision.faults().stream()
                    .map(fault -> Problem.codeOf(fault.fault()))
                    .distinct()
                    .forEach(problem::reason);
        }
        if (!decision.lostVersions().isEmpty()) {
            problem.member("lostVersions", decision.lostVersions());
        }
        return problem.exception();
    }

    static ProblemException changedMeanwhile() {
        return Problem.of(409, "changed-meanwhile").exception();
    }

    /** What a change is made from: If-Match must name it as it is now. */
    static <T> Versioned<T> expected(String ifMatch, Supplier<Optional<Versioned<T>>> now) {
        long expected = EntityVersion.expected(ifMatch);
        Versioned<T> current = now.get().orElseThrow(Problems::notFound);
        if (current.sequence() != expected) {
            throw EntityVersion.changedMeanwhile();
        }
        return current;
    }

    static Versioned<Partner> partner(Outcome<Partner, PartnerRules.Refusal> outcome) {
        return done(outcome, Problems::statusOf, Problems::fieldOf);
    }

    static Versioned<Customer> customer(Outcome<Customer, CustomerRules.Refusal> outcome) {
        return done(outcome, Problems::statusOf, Problems::fieldOf);
    }

    static ProblemException refusedPlan(List<PlanRules.Refusal> refusals) {
        return refused(refusals, Problems::statusOf, Problems::fieldOf);
    }

    static ProblemException refused(List<PurchaseRules.Refusal> refusals) {
        return refused(refusals, Problems::statusOf, refusal -> Optional.of(fieldOf(refusal)));
    }

    private static <T, R extends Enum<R>> Versioned<T> done(
            Outcome<T, R> outcome, ToIntFunction<R> status, Function<R, Optional<String>> field) {
        if (outcome instanceof Outcome.Refused<T, R> refused) {
            throw refused(refused.reasons(), status, field);
        }
        if (outcome instanceof Outcome.Done<T, R> done) {
            return done.now();
        }
        throw EntityVersion.changedMeanwhile();
    }

    /** The first reason names the problem; all of them are listed when there are several. */
    private static <R extends Enum<R>> ProblemException refused(
            List<R> refusals, ToIntFunction<R> status, Function<R, Optional<String>> field) {
        R first = refusals.get(0);
        Problem.Builder problem = Problem.of(status.applyAsInt(first), Problem.codeOf(first));
        refusals.forEach(
                refusal -> field.apply(refusal).ifPresent(name -> problem.error(name, Problem.codeOf(refusal))));
        if (refusals.size() > 1) {
            refusals.forEach(refusal -> problem.reason(Problem.codeOf(refusal)));
        }
        return problem.exception();
    }

    private static int statusOf(PartnerAccess.Refusal refusal) {
        return switch (refusal) {
            case NOT_FOUND -> 404;
            case ASSOCIATION_REQUIRED,
                    MPN_ASSOCIATION_REQUIRED,
                    CSP_ASSOCIATION_REQUIRED,
                    ROLE_REQUIRED,
                    CUSTOMER_ROLE_REQUIRED,
                    ADMIN_AGENT_REQUIRED,
                    INDIRECT_PROVIDER_REQUIRED,
                    OPERATOR_REQUIRED -> 403;
        };
    }

    private static int statusOf(PartnerRules.Refusal refusal) {
        return switch (refusal) {
            case PARTNER_EXISTS,
                    PARTNER_HAS_CUSTOMERS,
                    CUSTOMERS_HAVE_INDIRECT_PROVIDERS,
                    PARTNER_SERVES_AS_INDIRECT_PROVIDER,
                    TENANT_OF_A_CUSTOMER -> 409;
        };
    }

    private static Optional<String> fieldOf(PartnerRules.Refusal refusal) {
        return switch (refusal) {
            case PARTNER_EXISTS -> Optional.empty();
            case PARTNER_HAS_CUSTOMERS, CUSTOMERS_HAVE_INDIRECT_PROVIDERS, PARTNER_SERVES_AS_INDIRECT_PROVIDER ->
                Optional.of("partnerKind");
            case TENANT_OF_A_CUSTOMER -> Optional.of("tenantId");
        };
    }

    private static int statusOf(CustomerRules.Refusal refusal) {
        return switch (refusal) {
            case OWN_TENANT, INDIRECT_PROVIDER_NOT_APPLICABLE, NOT_AN_INDIRECT_PROVIDER -> 422;
            case NOT_A_CSP_PARTNER, CUSTOMER_EXISTS, NO_INDIRECT_PROVIDER -> 409;
        };
    }

    private static Optional<String> fieldOf(CustomerRules.Refusal refusal) {
        return switch (refusal) {
            case OWN_TENANT, CUSTOMER_EXISTS -> Optional.of("tenantId");
            case INDIRECT_PROVIDER_NOT_APPLICABLE, NOT_AN_INDIRECT_PROVIDER -> Optional.of("indirectProvider");
            case NOT_A_CSP_PARTNER, NO_INDIRECT_PROVIDER -> Optional.empty();
        };
    }

    private static int statusOf(PlanRules.Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_PAID_PLAN, PLAN_ENDS_BEFORE_IT_STARTS, PLAN_DATES_TOO_FAR_AWAY -> 422;
            case PLAN_OVERLAPS -> 409;
        };
    }

    private static Optional<String> fieldOf(PlanRules.Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_PAID_PLAN -> Optional.of("plan");
            case PLAN_ENDS_BEFORE_IT_STARTS, PLAN_DATES_TOO_FAR_AWAY -> Optional.of("endsOn");
            case PLAN_OVERLAPS -> Optional.of("startsOn");
        };
    }

    private static int statusOf(PurchaseRules.Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_OFFER,
                    UNKNOWN_COMPETENCY_AREA,
                    COMPETENCY_AREA_REQUIRED,
                    COMPETENCY_AREA_NOT_APPLICABLE,
                    NO_EDITION_IN_FORCE,
                    PURCHASE_IN_THE_FUTURE -> 422;
            case ALREADY_RENEWED -> 409;
        };
    }

    private static String fieldOf(PurchaseRules.Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_OFFER, ALREADY_RENEWED -> "offer";
            case UNKNOWN_COMPETENCY_AREA, COMPETENCY_AREA_REQUIRED, COMPETENCY_AREA_NOT_APPLICABLE -> "competencyArea";
            case NO_EDITION_IN_FORCE, PURCHASE_IN_THE_FUTURE -> "purchasedOn";
        };
    }
}
