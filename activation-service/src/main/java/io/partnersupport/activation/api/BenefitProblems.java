package io.partnersupport.activation.api;

import io.partnersupport.activation.application.PartnerAccess;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.benefit.PartnerDirectory.Colleague;
import io.partnersupport.activation.domain.cancellation.CancellationRefusal;
import io.partnersupport.activation.domain.cloud.AssignmentRefusal;
import io.partnersupport.activation.domain.gotomarket.ContactRefusal;
import io.partnersupport.activation.domain.gotomarket.OfferRefusal;
import io.partnersupport.activation.domain.key.KeyRefusal;
import io.partnersupport.activation.domain.subscription.SeatRefusal;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemException;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** How refusals about software, cloud services, subscriptions, go-to-market and cancellation become HTTP. */
final class BenefitProblems {
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private BenefitProblems() {}

    /** What the texts mention: {0} who can, {1} begin, {2} end of the membership, {3} end of use, {4} one thing more. */
    record Arguments(List<String> whoCan, Object... more) {
        static Arguments of(GrantedBenefit grant, List<Colleague> whoCan, Object more) {
            return new Arguments(names(whoCan), grant.startsAt(), grant.activateBy(), grant.usableUntil(), more);
        }

        static Arguments of(List<Colleague> whoCan, Object more) {
            return new Arguments(names(whoCan), "", "", "", more);
        }

        private static List<String> names(List<Colleague> whoCan) {
            return whoCan.stream().map(Colleague::name).toList();
        }

        Object[] values() {
            return Stream.concat(Stream.of(Problems.namesOf(whoCan)), Stream.of(more))
                    .toArray();
        }
    }

    /** Whose data a list shows: the caller's partner, or the one that an operator must name. */
    static PartnerId partnerToRead(Caller caller, String named) {
        return Problems.partnerToRead(caller, named).orElseThrow(BenefitProblems::partnerNeeded);
    }

    /** Like {@link #partnerToRead}, for what only a partner's admins may see. */
    static PartnerId partnerToAdminister(Caller caller, String named) {
        return Problems.partnerToAdminister(caller, named).orElseThrow(BenefitProblems::partnerNeeded);
    }

    private static ProblemException partnerNeeded() {
        return Problem.of(400, "validation-failed")
                .error("partnerId", "needed-from-operator")
                .exception();
    }

    /** The partner that the caller speaks for; an operator speaks for none. */
    static PartnerId ownPartner(Caller caller) {
        if (caller.partnerId().isEmpty()) {
            throw Problems.refused(PartnerAccess.Refusal.MPN_ASSOCIATION_REQUIRED);
        }
        return partnerToRead(caller, caller.partnerId().get());
    }

    static List<Colleague> admins(PartnerDirectory directory, PartnerId partner) {
        return directory.usersWithAny(PartnerAccess.activatingRoles(), partner);
    }

    static List<Colleague> globalAdmins(PartnerDirectory directory, PartnerId partner) {
        return directory.usersWithAny(List.of(Role.GLOBAL_ADMIN.claim()), partner);
    }

    /** Reasons with their texts, for an answer that is no problem by itself. */
    static <R extends Enum<R>> List<Problem.Reason> reasons(List<R> refusals, Arguments arguments) {
        return refusals.stream()
                .map(refusal -> reason(Problem.codeOf(refusal), arguments))
                .toList();
    }

    static Problem.Reason reason(String code, Arguments arguments) {
        return new Problem.Reason(
                code,
                Problems.text(code, "detail", arguments.values()),
                Problems.text(code, "nextStep", arguments.values()));
    }

    static ProblemException keys(List<KeyRefusal> refusals, Arguments arguments) {
        return problem(refusals, BenefitProblems::statusOf, arguments).exception();
    }

    static ProblemException assignment(List<AssignmentRefusal> refusals, Arguments arguments) {
        return problem(refusals, BenefitProblems::statusOf, arguments).exception();
    }

    /**
     * A seat is not assigned.
     *
     * @param reassignableFrom said as long as it is too early, or null
     */
    static ProblemException seat(List<SeatRefusal> refusals, Instant reassignableFrom, Arguments arguments) {
        Problem.Builder problem = problem(refusals, BenefitProblems::statusOf, arguments);
        if (refusals.contains(SeatRefusal.REASSIGNMENT_TOO_EARLY)) {
            problem.member("reassignableFrom", reassignableFrom);
        }
        return problem.exception();
    }

    static ProblemException contact(List<ContactRefusal> refusals, Arguments arguments) {
        return problem(refusals, BenefitProblems::statusOf, arguments).exception();
    }

    static ProblemException offer(List<OfferRefusal> refusals, Arguments arguments) {
        return problem(refusals, BenefitProblems::statusOf, arguments).exception();
    }

    static ProblemException cancellation(List<CancellationRefusal> refusals, Instant refundUntil, Arguments arguments) {
        return problem(refusals, BenefitProblems::statusOf, arguments)
                .member("refundUntil", refundUntil)
                .exception();
    }

    static ProblemException viewBehind() {
        return Problem.of(UNAVAILABLE, "view-behind")
                .retryAfterSeconds(RETRY_AFTER_SECONDS)
                .exception();
    }

    /** The first reason names the problem; all of them are listed when there are several. */
    private static <R extends Enum<R>> Problem.Builder problem(
            List<R> refusals, ToIntFunction<R> status, Arguments arguments) {
        R first = refusals.get(0);
        Problem.Builder problem =
                Problem.of(status.applyAsInt(first), Problem.codeOf(first)).arguments(arguments.values());
        if (status.applyAsInt(first) == UNAVAILABLE) {
            problem.retryAfterSeconds(RETRY_AFTER_SECONDS);
        }
        if (status.applyAsInt(first) == FORBIDDEN) {
            problem.member("whoCan", arguments.whoCan());
        }
        if (refusals.size() > 1) {
            refusals.forEach(refusal -> problem.reason(Problem.codeOf(refusal), arguments.values()));
        }
        return problem;
    }

    private static int statusOf(KeyRefusal refusal) {
        return switch (refusal) {
            case ADMIN_REQUIRED -> FORBIDDEN;
            case LANGUAGE_NOT_OFFERED, OPERATING_SYSTEM_NOT_OFFERED -> 422;
            case MANAGED_OUTSIDE,
                    GRANT_WITHDRAWN,
                    ACTIVATION_NOT_OPEN_YET,
                    ACTIVATION_WINDOW_CLOSED,
                    GRANT_ENDED,
                    GRANT_SUPERSEDED,
                    USAGE_BASED_SERVICE,
                    NO_KEY_LEFT -> 409;
            case VIEW_BEHIND -> UNAVAILABLE;
        };
    }

    private static int statusOf(AssignmentRefusal refusal) {
        return switch (refusal) {
            case GLOBAL_ADMIN_REQUIRED -> FORBIDDEN;
            case MANAGED_OUTSIDE,
                    GRANT_WITHDRAWN,
                    ACTIVATION_NOT_OPEN_YET,
                    ACTIVATION_WINDOW_CLOSED,
                    GRANT_ENDED,
                    GRANT_SUPERSEDED,
                    LICENSE_BASED_SERVICE -> 409;
            case VIEW_BEHIND -> UNAVAILABLE;
        };
    }

    private static int statusOf(SeatRefusal refusal) {
        return switch (refusal) {
            case GLOBAL_ADMIN_REQUIRED, SEAT_ADMIN_REQUIRED -> FORBIDDEN;
            case PRECONDITION_FAILED -> 412;
            case UNKNOWN_USER -> 422;
            case MANAGED_OUTSIDE, ACTIVATION_WINDOW_CLOSED, REASSIGNMENT_TOO_EARLY -> 409;
            case VIEW_BEHIND -> UNAVAILABLE;
        };
    }

    private static int statusOf(ContactRefusal refusal) {
        return switch (refusal) {
            case ADMIN_REQUIRED -> FORBIDDEN;
            case PRECONDITION_FAILED -> 412;
            case UNKNOWN_USER, COMPANY_ACCOUNT_EMAIL -> 422;
            case VIEW_BEHIND -> UNAVAILABLE;
        };
    }

    private static int statusOf(OfferRefusal refusal) {
        return switch (refusal) {
            case ADMIN_REQUIRED -> FORBIDDEN;
            case MANAGED_OUTSIDE,
                    GRANT_WITHDRAWN,
                    ACTIVATION_NOT_OPEN_YET,
                    ACTIVATION_WINDOW_CLOSED,
                    GRANT_ENDED,
                    GRANT_SUPERSEDED,
                    OFFER_IN_USE,
                    MARKETING_CONTACT_REQUIRED -> 409;
            case VIEW_BEHIND -> UNAVAILABLE;
        };
    }

    private static int statusOf(CancellationRefusal refusal) {
        return switch (refusal) {
            case ADMIN_REQUIRED -> FORBIDDEN;
            case GRANT_WITHDRAWN, REFUND_PERIOD_OVER, SOFTWARE_KEYS_REVEALED -> 409;
        };
    }
}
