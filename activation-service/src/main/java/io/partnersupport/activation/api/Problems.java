package io.partnersupport.activation.api;

import io.partnersupport.activation.application.PartnerAccess;
import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.activation.Refusal;
import io.partnersupport.activation.domain.activation.ReviewRefusal;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.PartnerDirectory.Colleague;
import io.partnersupport.activation.domain.contract.ContractRefusal;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemException;
import io.partnersupport.kit.http.ProblemTexts;
import io.partnersupport.kit.http.RequestLanguage;
import io.partnersupport.kit.identity.Caller;
import java.util.List;
import java.util.Optional;

/** With {@link BenefitProblems}, the only place that knows how refusals become HTTP. */
final class Problems {
    private static final int RETRY_AFTER_SECONDS = 1;

    private Problems() {}

    /**
     * Whose data a list shows: the caller's partner, or the one that an operator names.
     *
     * @return empty if an operator names none
     */
    static Optional<PartnerId> partnerToRead(Caller caller, String named) {
        if (named == null && caller.isOperator()) {
            return Optional.empty();
        }
        String id = named != null
                ? named
                : caller.partnerId().orElseThrow(() -> refused(PartnerAccess.Refusal.MPN_ASSOCIATION_REQUIRED));
        if (!id.matches(PartnerId.FORM)) {
            throw Problem.of(400, "malformed-request")
                    .error("partnerId", "partner-id")
                    .exception();
        }
        PartnerId partner = new PartnerId(id);
        requireReader(caller, partner);
        return Optional.of(partner);
    }

    static void requireReader(Caller caller, PartnerId partner) {
        PartnerAccess.refusalOfReading(caller, partner).ifPresent(refusal -> {
            throw refused(refusal);
        });
    }

    /** Like {@link #partnerToRead}, for what only a partner's admins may see; operators see all partners'. */
    static Optional<PartnerId> partnerToAdminister(Caller caller, String named) {
        Optional<PartnerId> partner = partnerToRead(caller, named);
        if (!caller.isOperator()) {
            partner.ifPresent(own -> requireAdmin(caller, own));
        }
        return partner;
    }

    /** The caller as an administrator of the partner. */
    static Actor requireAdmin(Caller caller, PartnerId partner) {
        PartnerAccess.refusalOfAdministering(caller, partner).ifPresent(refusal -> {
            throw refused(refusal);
        });
        return PartnerAccess.activator(caller, partner).orElseThrow();
    }

    static void requireOperator(Caller caller) {
        if (!caller.isOperator()) {
            throw refused(PartnerAccess.Refusal.OPERATOR_REQUIRED);
        }
    }

    static ProblemException notFound() {
        return refused(PartnerAccess.Refusal.NOT_FOUND);
    }

    static ProblemException refused(PartnerAccess.Refusal refusal) {
        return switch (refusal) {
            case NOT_FOUND -> Problem.of(404, Problem.codeOf(refusal)).exception();
            case MPN_ASSOCIATION_REQUIRED, ADMIN_REQUIRED, OPERATOR_REQUIRED ->
                Problem.of(403, Problem.codeOf(refusal)).exception();
        };
    }

    static ProblemException refused(ContractRefusal refusal) {
        return switch (refusal) {
            case CONTRACT_ALREADY_WITHDRAWN, CONTRACT_ALREADY_ENDED ->
                Problem.of(409, Problem.codeOf(refusal)).exception();
        };
    }

    static ProblemException refused(ReviewRefusal refusal) {
        return switch (refusal) {
            case NOT_UNDER_REVIEW, ALREADY_DECIDED ->
                Problem.of(409, Problem.codeOf(refusal)).exception();
        };
    }

    /** The first reason names the problem; all of them are listed when there are several. */
    static ProblemException refused(List<Refusal> refusals, GrantedBenefit benefit, List<Colleague> whoCanActivate) {
        Refusal first = refusals.get(0);
        Object[] arguments = arguments(benefit, whoCanActivate);
        Problem.Builder problem =
                Problem.of(statusOf(first), Problem.codeOf(first)).arguments(arguments);
        if (first == Refusal.VIEW_BEHIND) {
            problem.retryAfterSeconds(RETRY_AFTER_SECONDS);
        }
        if (refusals.size() > 1) {
            refusals.forEach(refusal -> problem.reason(Problem.codeOf(refusal), arguments));
        }
        return problem.exception();
    }

    private static int statusOf(Refusal refusal) {
        return switch (refusal) {
            case ROLE_REQUIRED -> 403;
            case MANAGED_OUTSIDE,
                    ACTIVATION_NOT_NEEDED,
                    ACTIVATION_NOT_OPEN_YET,
                    ACTIVATION_WINDOW_CLOSED,
                    SUPERSEDED_BY_BETTER_GRANT,
                    BENEFIT_WITHDRAWN -> 409;
            case VIEW_BEHIND -> 503;
        };
    }

    /** A reason with its texts, for an answer that is no problem by itself. */
    static Problem.Reason reason(String code, GrantedBenefit benefit, List<Colleague> whoCanActivate) {
        Object[] arguments = arguments(benefit, whoCanActivate);
        return new Problem.Reason(code, text(code, "detail", arguments), text(code, "nextStep", arguments));
    }

    static String text(String code, String kind, Object... arguments) {
        return ProblemTexts.find(code, kind, RequestLanguage.current(), arguments);
    }

    /** The names as texts mention them. */
    static String namesOf(List<String> people) {
        return people.isEmpty() ? text("nobody-known", "text") : String.join(", ", people);
    }

    /** What the texts of activation mention. */
    private static Object[] arguments(GrantedBenefit benefit, List<Colleague> whoCanActivate) {
        return new Object[] {
            namesOf(whoCanActivate.stream().map(Colleague::name).toList()),
            benefit.startsAt().toString(),
            benefit.activateBy().toString()
        };
    }
}
