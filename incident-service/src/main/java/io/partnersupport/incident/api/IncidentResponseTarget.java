package io.partnersupport.incident.api;

import io.partnersupport.incident.domain.response.ResponseStep;
import io.partnersupport.incident.domain.response.ResponseTarget;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemTexts;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** When somebody answers at the latest, and why then (I-10). */
record IncidentResponseTarget(
        Instant dueAt,

        @Schema(description = "How it was computed, step by step")
        List<ResponseStepResponse> explanation) {
    /** One step of the computation. */
    record ResponseStepResponse(
            ResponseStep.Code code,

            @Schema(description = "What the text mentions, for programs")
            Map<String, String> values,

            String text) {
        static ResponseStepResponse from(ResponseStep step, Locale language) {
            return new ResponseStepResponse(step.code(), step.values(), textOf(step, language));
        }
    }

    static IncidentResponseTarget from(ResponseTarget target, Locale language) {
        return new IncidentResponseTarget(
                target.dueAt(),
                target.explanation().stream()
                        .map(step -> ResponseStepResponse.from(step, language))
                        .toList());
    }

    static String textOf(ResponseStep step, Locale language) {
        return ProblemTexts.find(
                "response-step",
                Problem.codeOf(step.code()),
                language,
                step.values().entrySet().stream()
                        .map(value ->
                                value.getKey().equals("workdays") ? days(value.getValue(), language) : value.getValue())
                        .toArray());
    }

    /** Names of days as people write them. */
    private static String days(String workdays, Locale language) {
        return Stream.of(workdays.split(", "))
                .map(day -> DayOfWeek.valueOf(day).getDisplayName(TextStyle.FULL, language))
                .collect(Collectors.joining(", "));
    }
}
