package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.application.ImportEdition.Outcome.Invalid;
import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.membership.PurchaseRules;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.Problem.FieldError;
import io.partnersupport.kit.http.ProblemException;
import io.partnersupport.kit.http.ProblemTexts;
import io.partnersupport.kit.identity.Caller;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The only place that knows how refusals become HTTP. */
final class Problems {
    private static final int MOST_FAULTS = 1000;

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
        return ProblemTexts.find(Problem.codeOf(fault), "detail", Locale.ENGLISH, expected);
    }

    static ProblemException malformedDocument() {
        return Problem.of(400, "malformed-request")
                .error("", "is not a document of its content type")
                .exception();
    }

    static ProblemException editionRevisionExists() {
        return Problem.of(409, "edition-revision-exists").exception();
    }

    static ProblemException editionRevisionNotNext(int next) {
        return Problem.of(409, "edition-revision-not-next").arguments(next).exception();
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
