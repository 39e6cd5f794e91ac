package io.partnersupport.incident.domain.response;

import io.partnersupport.incident.domain.incident.Severity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * When the first response is due, and how that instant was computed, for people to follow.
 *
 * @param explanation the steps in their order
 */
public record ResponseTarget(Instant dueAt, List<ResponseStep> explanation) {
    public ResponseTarget {
        explanation = List.copyOf(explanation);
    }

    /**
     * The target after the severity was changed, which remembers all changes.
     *
     * @param recomputed for the new severity, from the opening instant
     */
    public ResponseTarget changedTo(ResponseTarget recomputed, Severity from, Severity to, Instant at) {
        Stream<ResponseStep> earlierChanges =
                explanation.stream().filter(step -> step.code() == ResponseStep.Code.SEVERITY_CHANGED);
        ResponseStep change = ResponseStep.of(ResponseStep.Code.SEVERITY_CHANGED, from, to, at);
        return new ResponseTarget(
                recomputed.dueAt(),
                Stream.of(recomputed.explanation().stream(), earlierChanges, Stream.of(change))
                        .flatMap(steps -> steps)
                        .toList());
    }
}
