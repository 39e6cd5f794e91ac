package io.partnersupport.linking.api;

import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemException;
import io.partnersupport.kit.http.ProblemTexts;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.linking.api.LinkContractResponse.LinkNotice;
import io.partnersupport.linking.api.LinkContractResponse.LinkedContract;
import io.partnersupport.linking.api.LinkContractResponse.LinkedPlan;
import io.partnersupport.linking.application.LinkContract.Decided;
import io.partnersupport.linking.application.PairTry;
import io.partnersupport.linking.application.PairTry.Mismatch;
import io.partnersupport.linking.application.PairTry.TooManyAttempts;
import io.partnersupport.linking.application.PairTry.ViewBehind;
import io.partnersupport.linking.domain.contract.LinkState;
import io.partnersupport.linking.domain.link.LinkDecision.Refused;
import io.partnersupport.linking.domain.link.Notice;
import io.partnersupport.linking.domain.link.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The only place that knows how refusals become HTTP. */
final class Problems {
    private static final int SECONDS_TO_CATCH_UP = 2;

    private Problems() {}

    /** The two IDs of a pair, where they can be malformed. */
    enum Malformed {
        MALFORMED_ACCESS_ID("accessId"),
        MALFORMED_CONTRACT_ID("contractId");

        private final String field;

        Malformed(String field) {
            this.field = field;
        }
    }

    static ProblemException malformed(List<Malformed> ids, Locale locale) {
        Problem.Builder problem = Problem.of(400, Problem.codeOf(ids.get(0)));
        ids.forEach(id -> problem.error(id.field, ProblemTexts.find(Problem.codeOf(id), "expected", locale)));
        if (ids.size() > 1) {
            ids.forEach(id -> problem.reason(Problem.codeOf(id)));
        }
        return problem.exception();
    }

    /** One answer for an unknown Access ID, a wrong Contract ID and a pair that was replaced (L-2). */
    static ProblemException notMatched(PairTry tried) {
        if (tried instanceof TooManyAttempts tooMany) {
            int seconds =
                    Math.toIntExact(tooMany.retryAfter().plusNanos(999_999_999).toSeconds());
            return Problem.of(429, "too-many-attempts")
                    .arguments(tooMany.retryAfter().plusSeconds(59).toMinutes())
                    .retryAfterSeconds(seconds)
                    .member("blockedUntil", tooMany.until())
                    .exception();
        }
        if (tried instanceof Mismatch) {
            return Problem.of(422, "access-id-contract-id-mismatch").exception();
        }
        String code = tried instanceof ViewBehind ? "view-behind" : "service-unavailable";
        return Problem.of(503, code).retryAfterSeconds(SECONDS_TO_CATCH_UP).exception();
    }

    /**
     * The first reason names the problem; behind the others comes the state of each line that cannot be used. The
     * present state of plan and link is there for programs as well.
     */
    static ProblemException refused(Refused refused, Decided decided, Optional<Instant> asOf, Locale locale) {
        Refusal first = refused.reasons().get(0);
        Problem.Builder problem =
                Problem.of(statusOf(first), Problem.codeOf(first)).arguments(since(first, decided));
        if (refused.reasons().size() > 1) {
            refused.reasons().forEach(reason -> problem.reason(Problem.codeOf(reason), since(reason, decided)));
        }
        List<Notice> notices = Notice.onLinesOf(decided.contract(), decided.at());
        notices.forEach(notice -> problem.reason(Texts.codeOf(notice.code()), Texts.argumentsOf(notice)));
        LinkState state = decided.contract().stateAt(decided.at());
        decided.existing().ifPresent(link -> problem.member("link", LinkedContract.from(link, state)));
        decided.contract().withdrawnAt().ifPresent(at -> problem.member("withdrawnAt", at));
        asOf.ifPresent(at -> problem.member("asOf", at));
        return problem.member("state", state)
                .member("plans", LinkedPlan.allOf(decided))
                .member("notices", LinkNotice.all(notices, locale))
                .exception();
    }

    static ProblemException notFound() {
        return Problem.of(404, "not-found").exception();
    }

    static ProblemException idempotencyKeyMissing() {
        return Problem.of(400, "idempotency-key-missing")
                .error(Idempotency.HEADER, "missing")
                .exception();
    }

    static ProblemException roleRequired() {
        return Problem.of(403, "role-required").exception();
    }

    static ProblemException operatorRequired() {
        return Problem.of(403, "operator-required").exception();
    }

    private static int statusOf(Refusal refusal) {
        return switch (refusal) {
            case CONTRACT_WITHDRAWN, CONTRACT_EXPIRED, INCIDENTS_EXHAUSTED, ACCESS_ID_IN_USE -> 409;
        };
    }

    private static Object[] since(Refusal refusal, Decided decided) {
        return switch (refusal) {
            case CONTRACT_WITHDRAWN ->
                new Object[] {decided.contract().withdrawnAt().orElseThrow()};
            case CONTRACT_EXPIRED -> new Object[] {decided.contract().lastLineEndsAt(decided.at())};
            case INCIDENTS_EXHAUSTED, ACCESS_ID_IN_USE -> new Object[0];
        };
    }
}
