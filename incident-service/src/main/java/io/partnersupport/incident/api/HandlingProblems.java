package io.partnersupport.incident.api;

import io.partnersupport.incident.application.HandlingOutcome;
import io.partnersupport.incident.application.HandlingOutcome.ChangedMeanwhile;
import io.partnersupport.incident.application.HandlingOutcome.Handled;
import io.partnersupport.incident.application.HandlingOutcome.PolicyUnknown;
import io.partnersupport.incident.application.HandlingOutcome.Refused;
import io.partnersupport.incident.domain.lifecycle.ActRefusal;
import io.partnersupport.kit.http.EntityVersion;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemException;

/** The only place that knows how refusals of acts become HTTP. */
public final class HandlingProblems {
    private static final int RETRY_AFTER_SECONDS = 2;

    private HandlingProblems() {}

    /** What was done, or the problem that tells why not. */
    public static Handled done(HandlingOutcome outcome) {
        if (outcome instanceof Handled handled) {
            return handled;
        }
        if (outcome instanceof Refused refused) {
            throw refused(refused);
        }
        if (outcome instanceof ChangedMeanwhile) {
            throw EntityVersion.changedMeanwhile();
        }
        throw outcome instanceof PolicyUnknown ? policyUnknown() : Problems.notFound();
    }

    /** The edition that decides has not arrived: to guess would spend or give back a unit wrongly. */
    static ProblemException policyUnknown() {
        return Problem.of(503, "view-behind")
                .retryAfterSeconds(RETRY_AFTER_SECONDS)
                .exception();
    }

    private static ProblemException refused(Refused refused) {
        ActRefusal first = refused.refusals().get(0);
        Problem.Builder problem = Problem.of(statusOf(first), Problem.codeOf(first))
                .member("incidentStatus", refused.incident().progress().status());
        if (refused.refusals().size() > 1) {
            refused.refusals().forEach(refusal -> problem.reason(Problem.codeOf(refusal)));
        }
        return problem.exception();
    }

    static int statusOf(ActRefusal refusal) {
        if (refusal.isAboutTheCaller()) {
            return 403;
        }
        return switch (refusal) {
            case RESOLUTION_OF_CANCELLATION, SEVERITY_A_NEEDS_REACHABLE_CONTACT, CUSTOMER_CONTACT_NOT_ALLOWED -> 422;
            case SUPPORT_ENGINEER_REQUIRED,
                    CUSTOMER_REQUIRED,
                    INCIDENT_RESOLVED,
                    INCIDENT_CLOSED,
                    INCIDENT_CANCELLED,
                    INCIDENT_NOT_ENDED,
                    FIRST_RESPONSE_MADE,
                    ENGINEER_ASSIGNED,
                    REOPENING_PERIOD_OVER,
                    INCIDENT_REFUNDED,
                    TOO_MANY_ATTACHMENTS,
                    RESOLUTION_OF_SUPPORT -> 409;
        };
    }
}
