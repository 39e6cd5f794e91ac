package io.partnersupport.incident.api;

import io.partnersupport.incident.application.AdjustBalance.AdjustmentRefusal;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemException;
import io.partnersupport.kit.identity.Caller;

/** The refusals of operators' work on balances as HTTP. */
final class BalanceProblems {
    private BalanceProblems() {}

    static void requireOperator(Caller caller) {
        if (!caller.isOperator()) {
            throw Problem.of(403, "operator-required").exception();
        }
    }

    static ProblemException refused(AdjustmentRefusal refusal, Balance balance) {
        long remaining = balance.remaining().orElse(0);
        Problem.Builder problem =
                Problem.of(statusOf(refusal), Problem.codeOf(refusal)).arguments(Long.toString(remaining));
        if (!balance.isUnlimited()) {
            problem.member("remaining", remaining);
        }
        return problem.exception();
    }

    static int statusOf(AdjustmentRefusal refusal) {
        return switch (refusal) {
            case BALANCE_UNLIMITED, BALANCE_OVER, BALANCE_TOO_LOW -> 409;
        };
    }
}
