package io.partnersupport.incident.api;

import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.incident.IncidentDecision.Refused;
import io.partnersupport.incident.domain.incident.Objection;
import io.partnersupport.incident.domain.plan.Situation;
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
public final class Problems {
    private static final int RETRY_AFTER_SECONDS = 2;

    private Problems() {}

    public static ProblemException notFound() {
        return Problem.of(404, "not-found").exception();
    }

    /** A refusal for one reason that is not about a plan. */
    static ProblemException of(Refusal refusal) {
        return Problem.of(statusOf(refusal), Problem.codeOf(refusal)).exception();
    }

    /** The weightiest reason names the problem; all are listed when there are several. */
    public static ProblemException refused(Refused refused, String version) {
        Objection first = refused.objections().get(0);
        Problem.Builder problem = Problem.of(statusOf(first.refusal()), Problem.codeOf(first.refusal()))
                .arguments(arguments(first, refused.situation(), version));
        for (Objection objection : refused.objections()) {
            fieldOf(objection.refusal()).ifPresent(field -> problem.error(field, Problem.codeOf(objection.refusal())));
            if (refused.objections().size() > 1) {
                problem.reason(Problem.codeOf(objection.refusal()), arguments(objection, refused.situation(), version));
            }
        }
        routedTo(refused).ifPresent(where -> problem.member("routedTo", where));
        vendorSupport(refused).ifPresent(vendor -> problem.member("vendorSupport", vendor));
        return problem.exception();
    }

    /** Who answers instead, if the request does not belong here. */
    static Optional<RoutedTo> routedTo(Refused refused) {
        return refused.objections().stream()
                .flatMap(objection -> routedTo(objection.refusal()).stream())
                .findFirst();
    }

    /** Whom to ask about a marketplace product. */
    static Optional<VendorSupport> vendorSupport(Refused refused) {
        return refused.situation().product().map(Product::vendorSupport);
    }

    private static Optional<RoutedTo> routedTo(Refusal refusal) {
        return switch (refusal) {
            case MARKETPLACE_PRODUCT -> Optional.of(RoutedTo.VENDOR);
            case BELONGS_TO_ADVISORY_REQUESTS -> Optional.of(RoutedTo.ADVISORY_REQUESTS);
            case BELONGS_TO_DYNAMICS_SUPPORT -> Optional.of(RoutedTo.DYNAMICS_SUPPORT);
            case MANAGED_OUTSIDE -> Optional.of(RoutedTo.PARTNER_FRONTLINE);
            case UNKNOWN_CUSTOMER,
                    UNKNOWN_PRODUCT,
                    UNKNOWN_VERSION,
                    VERSION_REQUIRED,
                    UNKNOWN_PLAN,
                    NO_POLICIES_IN_FORCE,
                    SEVERITY_A_NEEDS_REACHABLE_CONTACT,
                    NOT_A_CSP_PARTNER,
                    CSP_ASSOCIATION_REQUIRED,
                    ADMIN_AGENT_REQUIRED,
                    HELPDESK_AGENT_CANNOT_FILE_AZURE,
                    AZURE_ACCESS_NOT_GRANTED,
                    DELEGATED_ADMINISTRATION_REQUIRED,
                    ASFP_REQUIRED,
                    CUSTOMER_DOMAIN_REQUIRED,
                    CUSTOMER_DOMAIN_MISMATCH,
                    AZURE_SUBSCRIPTION_REQUIRED,
                    AZURE_SUBSCRIPTION_NOT_MANAGED,
                    CUSTOMER_CONTACT_NOT_ALLOWED,
                    NO_USABLE_PLAN,
                    NO_CLOUD_BENEFIT,
                    CLOUD_PRODUCT_ONLY,
                    ON_PREMISES_PRODUCT_ONLY,
                    PRODUCT_NOT_COVERED,
                    VERSION_NOT_COVERED,
                    MAINSTREAM_SUPPORT_ENDED,
                    OWN_TENANT_NOT_COVERED,
                    PHONE_NOT_OFFERED,
                    PLAN_NOT_LINKED,
                    CONTRACT_WITHDRAWN,
                    SUPERSEDED,
                    PLAN_EXPIRED,
                    PLAN_NOT_STARTED,
                    INCIDENTS_EXHAUSTED -> Optional.empty();
        };
    }

    /** A customer that is not the caller's partner's does not exist, whatever is asked about it. */
    static void requireFound(Refused refused) {
        if (refused.objections().stream().anyMatch(objection -> objection.refusal() == Refusal.UNKNOWN_CUSTOMER)) {
            throw refused(refused, null);
        }
    }

    /** A refusal that news still under way might turn into an acceptance would be a guess: 503 instead. */
    public static void requireNoGuess(Stream<Refusal> refusals, ViewFreshness freshness) {
        if (refusals.anyMatch(Refusal::mayBeMissingNews) && freshness.isBehind()) {
            throw Problem.of(503, "view-behind")
                    .retryAfterSeconds(RETRY_AFTER_SECONDS)
                    .exception();
        }
    }

    /** The reasons as parts of an answer that is not a problem. */
    static List<Problem.Reason> reasons(
            List<Objection> objections, Situation situation, String version, Locale language) {
        return objections.stream()
                .map(objection -> {
                    String code = Problem.codeOf(objection.refusal());
                    Object[] arguments = arguments(objection, situation, version);
                    return new Problem.Reason(
                            code,
                            ProblemTexts.find(code, "detail", language, arguments),
                            ProblemTexts.find(code, "nextStep", language, arguments));
                })
                .toList();
    }

    static int statusOf(Refusal refusal) {
        return switch (refusal) {
            case CSP_ASSOCIATION_REQUIRED, ADMIN_AGENT_REQUIRED, HELPDESK_AGENT_CANNOT_FILE_AZURE -> 403;
            case UNKNOWN_CUSTOMER -> 404;
            case UNKNOWN_PRODUCT,
                    UNKNOWN_VERSION,
                    VERSION_REQUIRED,
                    UNKNOWN_PLAN,
                    SEVERITY_A_NEEDS_REACHABLE_CONTACT,
                    CUSTOMER_DOMAIN_REQUIRED,
                    CUSTOMER_DOMAIN_MISMATCH,
                    AZURE_SUBSCRIPTION_REQUIRED,
                    AZURE_SUBSCRIPTION_NOT_MANAGED,
                    CUSTOMER_CONTACT_NOT_ALLOWED -> 422;
            case MARKETPLACE_PRODUCT,
                    BELONGS_TO_ADVISORY_REQUESTS,
                    BELONGS_TO_DYNAMICS_SUPPORT,
                    MANAGED_OUTSIDE,
                    NO_POLICIES_IN_FORCE,
                    NOT_A_CSP_PARTNER,
                    AZURE_ACCESS_NOT_GRANTED,
                    DELEGATED_ADMINISTRATION_REQUIRED,
                    ASFP_REQUIRED,
                    NO_USABLE_PLAN,
                    NO_CLOUD_BENEFIT,
                    CLOUD_PRODUCT_ONLY,
                    ON_PREMISES_PRODUCT_ONLY,
                    PRODUCT_NOT_COVERED,
                    VERSION_NOT_COVERED,
                    MAINSTREAM_SUPPORT_ENDED,
                    OWN_TENANT_NOT_COVERED,
                    PHONE_NOT_OFFERED,
                    PLAN_NOT_LINKED,
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
            case CUSTOMER_CONTACT_NOT_ALLOWED -> Optional.of("contact.email");
            case PHONE_NOT_OFFERED -> Optional.of("channel");
            case UNKNOWN_CUSTOMER -> Optional.of("customer.customerId");
            case CUSTOMER_DOMAIN_REQUIRED, CUSTOMER_DOMAIN_MISMATCH -> Optional.of("customer.domain");
            case AZURE_SUBSCRIPTION_REQUIRED, AZURE_SUBSCRIPTION_NOT_MANAGED ->
                Optional.of("customer.azureSubscription");
            case BELONGS_TO_ADVISORY_REQUESTS,
                    BELONGS_TO_DYNAMICS_SUPPORT,
                    MANAGED_OUTSIDE,
                    NO_POLICIES_IN_FORCE,
                    NOT_A_CSP_PARTNER,
                    CSP_ASSOCIATION_REQUIRED,
                    ADMIN_AGENT_REQUIRED,
                    HELPDESK_AGENT_CANNOT_FILE_AZURE,
                    AZURE_ACCESS_NOT_GRANTED,
                    DELEGATED_ADMINISTRATION_REQUIRED,
                    ASFP_REQUIRED,
                    NO_USABLE_PLAN,
                    NO_CLOUD_BENEFIT,
                    CLOUD_PRODUCT_ONLY,
                    ON_PREMISES_PRODUCT_ONLY,
                    PRODUCT_NOT_COVERED,
                    VERSION_NOT_COVERED,
                    MAINSTREAM_SUPPORT_ENDED,
                    OWN_TENANT_NOT_COVERED,
                    PLAN_NOT_LINKED,
                    CONTRACT_WITHDRAWN,
                    SUPERSEDED,
                    PLAN_EXPIRED,
                    PLAN_NOT_STARTED,
                    INCIDENTS_EXHAUSTED -> Optional.empty();
        };
    }

    /** {0} the plan, {1} its first day, {2} its end, {3} what it grants, {4} the product, {5} the version, {6} its vendor. */
    private static Object[] arguments(Objection objection, Situation situation, String version) {
        Optional<Product> product = situation.product();
        Optional<SupportPlan> plan = objection.plan();
        return new Object[] {
            plan.map(SupportPlan::name).orElse(""),
            plan.filter(SupportPlan::isDated)
                    .map(SupportPlan::startsAt)
                    .map(Problems::minute)
                    .orElse(""),
            plan.filter(SupportPlan::isDated)
                    .map(SupportPlan::endsAt)
                    .map(Problems::minute)
                    .orElse(""),
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
