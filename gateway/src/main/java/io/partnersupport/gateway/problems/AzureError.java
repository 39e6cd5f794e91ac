package io.partnersupport.gateway.problems;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A refusal as Azure's clients read it; the codes are those that the services use there. */
record AzureError(Error error) {
    private static final Map<String, String> CODES_OF_AZURE = Map.of(
            "unauthenticated", "AuthenticationFailed",
            "not-found", "ResourceNotFound",
            "malformed-request", "BadRequest",
            "payload-too-large", "RequestEntityTooLarge",
            "internal-error", "InternalServerError");

    record Error(String code, String message, List<Detail> details, InnerError innererror) {}

    record Detail(String code, String message) {}

    record InnerError(String code, String type, String nextStep, String traceId) {}

    static AzureError of(ProblemCatalogue.Entry entry, String traceId) {
        String code = CODES_OF_AZURE.getOrDefault(
                entry.code(),
                Arrays.stream(entry.code().split("-"))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining()));
        String message = entry.meaning() + " " + entry.remedy();
        return new AzureError(new Error(
                code,
                message,
                List.of(new Detail(code, message)),
                new InnerError(entry.code(), entry.type(), entry.remedy(), traceId)));
    }

    /** The trace id, written as Azure writes ids. */
    String requestId() {
        return error.innererror().traceId().replaceAll("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }
}
