package io.partnersupport.incident.api;

import io.partnersupport.incident.domain.webhook.TargetRefusal;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemException;
import java.util.List;

/** The refusals about webhooks as HTTP. */
final class WebhookProblems {
    private WebhookProblems() {}

    static ProblemException adminRequired() {
        return Problem.of(403, "webhook-admin-required").exception();
    }

    static ProblemException limitReached(int limit) {
        return Problem.of(409, "webhook-limit-reached").arguments(limit).exception();
    }

    static ProblemException disabled() {
        return Problem.of(409, "webhook-disabled").exception();
    }

    /** The reasons are listed also when there is one only: the problem itself does not say which. */
    static ProblemException urlNotAllowed(List<TargetRefusal> refusals) {
        Problem.Builder problem =
                Problem.of(422, "webhook-url-not-allowed").error("url", Problem.codeOf(refusals.get(0)));
        refusals.forEach(refusal -> problem.reason(Problem.codeOf(refusal)));
        return problem.exception();
    }
}
