package io.partnersupport.incident.api;

import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.incident.IncidentDecision.Refused;
import io.partnersupport.incident.domain.incident.Objection;
import io.partnersupport.incident.domain.plan.SupportPlan;
import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.product.Product.VendorSupport;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemException;
import io.partnersupport.kit.http.ProblemTexts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The only place that knows how refusals become HTTP. */
final class Problems {
    private static final int RETRY_AFTER_SECONDS = 2;

    private Problems() {}

    static ProblemException notFound() {
        return Problem.of(404, "not-found").exception();
    }

    /** The weightiest reason names the problem; all are listed when there are several. */
    static ProblemException refused(Refused refused, String version) {
        Objection first = refused.objections().get(0);
        Problem.Builder problem = Problem.of(statusOf(first.refusal()), Problem.codeOf(first.refusal()))
                .arguments(arguments(first, refused.product(), version));
        for (Objection objection : refused.objections()) {
            fieldOf(objection.refusal()).ifPresent(field -> problem.error(field, Problem.codeOf(objection.refusal())));
            if (refused.objections().size() > 1) {
                problem.reason(Problem.codeOf(objection.refusal()), arguments(objection, refused.product(), version));
            }
        }
        return problem.exception();
    }

    /** A refusal that news still under way might turn into an acceptance would be a guess: 503 instead. */
    static void requireNoGuess(Stream<Refusal> refusals, ViewFreshness freshness) {
        if (refusals.anyMatch(Refusal::mayBeMissingNews) && freshness.isBehind()) {
            throw Problem.of(503, "view-behind")
                    .retryAfterSeconds(RETRY_AFTER_SECONDS)
                    .exception();
        }
    }

    /** The reasons as parts of an answer that is not a problem. */
    static List<Problem.Reason> reasons(
            List<Objection> objections, Optional<Product> product, String version, Locale language) {
        return objections.stream()
                .map(objection -> {
                    String code = Problem.codeOf(objection.refusal());
                    Object[] arguments = arguments(objection, product, version);
                    return new Problem.Reason(
                            code,
                            ProblemTexts.find(code, "detail", language, arguments),
                            ProblemTexts.find(code, "nextStep", language, arguments));
                })
                .toList();
    }

    static int statusOf(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_PRODUCT, UNKNOWN_VERSION, VERSION_REQUIRED, UNKNOWN_PLAN, SEVERITY_A_NEEDS_REACHABLE_CONTACT ->
                422;
            case MARKETPLACE_PRODUCT,
                    NO_EDITION_IN_FORCE,
                    NO_USABLE_PLAN,
                    NO_CLOUD_BENEFIT,
                    CLOUD_PRODUCT_ONLY,
                    ON_PREMISES_PRODUCT_ONLY,
                    PRODUCT_NOT_COVERED,
                    VERSION_NOT_COVERED,
                    MAINSTREAM_SUPPORT_ENDED,
                    CONTRACT_WITHDRAWN,
                    SUPERSEDED,
                    PLAN_EXPIRED,
                    PLAN_NOT_STARTED,
                    INCIDENTS_EXHAUSTED -> 409;
        };
    }

    private static Optional<String> fieldOf(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_PRODUCT, MARKETPLACE_PRODUCT -> Optional.of("productId");
            case UNKNOWN_VERSION, VERSION_REQUIRED -> Optional.of("version");
            case UNKNOWN_PLAN -> Optional.of("planId");
            case SEVERITY_A_NEEDS_REACHABLE_CONTACT -> Optional.of("contact");
            case NO_EDITION_IN_FORCE,
                    NO_USABLE_PLAN,
                    NO_CLOUD_BENEFIT,
                    CLOUD_PRODUCT_ONLY,
                    ON_PREMISES_PRODUCT_ONLY,
                    PRODUCT_NOT_COVERED,
                    VERSION_NOT_COVERED,
                    MAINSTREAM_SUPPORT_ENDED,
                    CONTRACT_WITHDRAWN,
                    SUPERSEDED,
                    PLAN_EXPIRED,
                    PLAN_NOT_STARTED,
                    INCIDENTS_EXHAUSTED -> Optional.empty();
        };
    }

    /** {0} the plan, {1} its first day, {2} its end, {3} what it grants, {4} the product, {5} the version, {6} its vendor. */
    private static Object[] arguments(Objection objection, Optional<Product> product, String version) {
        Optional<SupportPlan> plan = objection.plan();
        return new Object[] {
            plan.map(SupportPlan::name).orElse(""),
            plan.map(SupportPlan::startsAt).map(Problems::minute).orElse(""),
            plan.map(SupportPlan::endsAt).map(Problems::minute).orElse(""),
            plan.map(known -> Long.toString(known.units().granted().orElse(0))).orElse(""),
            product.map(Product::name).orElse(""),
            Objects.requireNonNullElse(version, ""),
            product.map(Product::vendorSupport).map(Problems::contactOf).orElse("")
        };
    }

    private static String minute(Instant instant) {
        return "%tF %<tR UTC".formatted(instant.atOffset(ZoneOffset.UTC));
    }

    private static String contactOf(VendorSupport vendor) {
        return Stream.of(vendor.page(), vendor.email(), vendor.phone())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }
}
