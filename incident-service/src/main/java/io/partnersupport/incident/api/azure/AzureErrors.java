package io.partnersupport.incident.api.azure;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.RefusalForm;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refusals in Azure's form: the same reasons under codes written as Azure writes them. */
@Singleton
class AzureErrors implements RefusalForm {
    /** An error as Azure's clients read it. */
    record AzureErrorResponse(AzureError error) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record AzureError(
            String code, String message, String target, List<AzureErrorDetail> details, AzureInnerError innererror) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AzureErrorDetail(String code, String message, String target) {}

    /**
     * The refusal as the suite says it elsewhere.
     *
     * @param code ours
     * @param type the address of the page that explains it
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record AzureInnerError(String code, String type, String nextStep, String traceId, Map<String, Object> members) {}

    /** What Azure calls what is not particular to support. */
    private static final Map<String, String> CODES_OF_AZURE = Map.ofEntries(
            Map.entry("unauthenticated", "AuthenticationFailed"),
            Map.entry("forbidden", "AuthorizationFailed"),
            Map.entry("not-found", "ResourceNotFound"),
            Map.entry("malformed-request", "BadRequest"),
            Map.entry("validation-failed", "BadRequest"),
            Map.entry("malformed-cursor", "InvalidSkipToken"),
            Map.entry("api-version-not-supported", "InvalidApiVersionParameter"),
            Map.entry("name-already-used", "Conflict"),
            Map.entry("changed-meanwhile", "Conflict"),
            Map.entry("payload-too-large", "RequestEntityTooLarge"),
            Map.entry("view-behind", "ServiceUnavailable"),
            Map.entry("internal-error", "InternalServerError"));

    /** What Azure calls the fields of a request. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("productId", "properties.serviceId"),
            Map.entry("version", "properties.problemClassificationId"),
            Map.entry("problemClassification", "properties.problemClassificationId"),
            Map.entry("planId", "properties.supportPlanId"),
            Map.entry("title", "properties.title"),
            Map.entry("description", "properties.description"),
            Map.entry("severity", "properties.severity"),
            Map.entry("contact", "properties.contactDetails"),
            Map.entry("contact.name", "properties.contactDetails.firstName"),
            Map.entry("contact.email", "properties.contactDetails.primaryEmailAddress"),
            Map.entry("contact.phone", "properties.contactDetails.phoneNumber"),
            Map.entry("contact.language", "properties.contactDetails.preferredSupportLanguage"),
            Map.entry("contact.country", "properties.contactDetails.country"),
            Map.entry("contact.timeZone", "properties.contactDetails.preferredTimeZone"),
            Map.entry("customer.customerId", "subscriptionId"),
            Map.entry("customer.domain", "subscriptionId"),
            Map.entry("customer.azureSubscription", "subscriptionId"),
            Map.entry("cursor", "$skiptoken"));

    @Override
    public boolean isOf(String path) {
        return AzureSurface.isOf(path);
    }

    @Override
    public Refused of(Problem problem) {
        String code = codeOf(problem.code());
        List<AzureErrorDetail> details = new ArrayList<>();
        problem.reasons()
                .forEach(reason -> details.add(new AzureErrorDetail(
                        codeOf(reason.code()), message(reason.detail(), reason.nextStep()), null)));
        problem.errors()
                .forEach(error -> details.add(new AzureErrorDetail(
                        code,
                        error.field() + ": " + error.message(),
                        FIELDS.getOrDefault(error.field(), error.field()))));
        String message = message(problem.detail(), problem.nextStep());
        if (details.isEmpty()) {
            details.add(new AzureErrorDetail(code, message, null));
        }
        return new Refused(
                "application/json",
                new AzureErrorResponse(new AzureError(
                        code,
                        message,
                        details.stream()
                                .map(AzureErrorDetail::target)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null),
                        details,
                        new AzureInnerError(
                                problem.code(),
                                problem.type(),
                                problem.nextStep(),
                                problem.traceId(),
                                problem.members()))),
                Map.of("x-ms-error-code", code));
    }

    static String codeOf(String code) {
        return CODES_OF_AZURE.getOrDefault(
                code,
                Arrays.stream(code.split("-"))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining()));
    }

    private static String message(String... sentences) {
        return Stream.of(sentences).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }
}
