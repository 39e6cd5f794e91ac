package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.membership.PurchaseRules;
import io.partnersupport.entitlement.domain.product.ProductRules.ProductDecision;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemException;
import io.partnersupport.kit.identity.Caller;
import java.util.List;

/** The only place that knows how refusals become HTTP. */
final class Problems {
    private Problems() {}

    /** The partner named in a path: {@code me} is the caller's own. */
    static PartnerId authorizedPartner(Caller caller, String inPath, PartnerAccess access) {
        String id = "me".equals(inPath) ? caller.partnerId().orElseThrow(Problems::notFound) : inPath;
        if (!id.matches(PartnerId.FORM)) {
            throw notFound();
        }
        PartnerId partner = new PartnerId(id);
        access.refusalFor(caller, partner).ifPresent(refusal -> {
            throw refused(refusal);
        });
        return partner;
    }

    static void requireOperator(Caller caller) {
        if (!caller.isOperator()) {
            throw refused(PartnerAccess.Refusal.OPERATOR_REQUIRED);
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

    private static ProblemException refused(PartnerAccess.Refusal refusal) {
        return switch (refusal) {
            case NOT_FOUND -> notFound();
            case MPN_ASSOCIATION_REQUIRED, ROLE_REQUIRED, OPERATOR_REQUIRED ->
                Problem.of(403, Problem.codeOf(refusal)).exception();
        };
    }

    /** The first reason names the problem; all of them are listed when there are several. */
    static ProblemException refused(List<PurchaseRules.Refusal> refusals) {
        PurchaseRules.Refusal first = refusals.get(0);
        Problem.Builder problem = Problem.of(statusOf(first), Problem.codeOf(first));
        refusals.forEach(refusal -> problem.error(fieldOf(refusal), Problem.codeOf(refusal)));
        if (refusals.size() > 1) {
            refusals.forEach(refusal -> problem.reason(Problem.codeOf(refusal)));
        }
        return problem.exception();
    }

    private static int statusOf(PurchaseRules.Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_OFFER,
                    UNKNOWN_COMPETENCY_AREA,
                    COMPETENCY_AREA_REQUIRED,
                    COMPETENCY_AREA_NOT_APPLICABLE,
                    PURCHASE_IN_THE_FUTURE -> 422;
            case ALREADY_RENEWED -> 409;
        };
    }

    private static String fieldOf(PurchaseRules.Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_OFFER, ALREADY_RENEWED -> "offer";
            case UNKNOWN_COMPETENCY_AREA, COMPETENCY_AREA_REQUIRED, COMPETENCY_AREA_NOT_APPLICABLE -> "competencyArea";
            case PURCHASE_IN_THE_FUTURE -> "purchasedOn";
        };
    }
}
