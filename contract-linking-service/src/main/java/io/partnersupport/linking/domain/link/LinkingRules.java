package io.partnersupport.linking.domain.link;

import io.partnersupport.linking.domain.link.LinkDecision.Refused;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether an account may link a contract whose pair it has shown to know (L-2). A pair that does not match never gets
 * here: every other reason would tell a guesser something.
 */
public final class LinkingRules {
    private record RefusalRule(Refusal refusal, Predicate<LinkRequest> refuses) {}

    private static final List<RefusalRule> RULES = List.of(
            new RefusalRule(Refusal.CONTRACT_WITHDRAWN, LinkRequest::contractIsWithdrawn),
            new RefusalRule(Refusal.CONTRACT_EXPIRED, LinkRequest::everyLineHasEnded),
            new RefusalRule(Refusal.INCIDENTS_EXHAUSTED, LinkRequest::noLineHasUnitsLeft),
            new RefusalRule(Refusal.ACCESS_ID_IN_USE, LinkRequest::singleAccountPlanIsTaken));

    private LinkingRules() {}

    public static LinkDecision decide(LinkRequest request) {
        List<Refusal> reasons = RULES.stream()
                .filter(rule -> rule.refuses().test(request))
                .map(RefusalRule::refusal)
                .toList();
        return reasons.isEmpty() ? request.linkedOrAlreadyLinked() : new Refused(reasons);
    }
}
