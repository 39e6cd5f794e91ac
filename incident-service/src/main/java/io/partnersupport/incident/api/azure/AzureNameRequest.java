package io.partnersupport.incident.api.azure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemTexts;
import io.partnersupport.kit.http.RequestLanguage;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A name to be checked. */
@JsonIgnoreProperties(ignoreUnknown = true)
record AzureNameRequest(
        @NotNull @Size(max = 1_000) String name,

        @NotNull @Schema(enumeration = {AzureTicketResponse.TYPE, AzureFiles.WORKSPACE_TYPE, AzureMessages.TYPE})
        String type) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    /** What an incident's number looks like, which names what nobody has given another name. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{13}");

    /** Whether a name is free, and why not. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AzureNameResponse(
            boolean nameAvailable,

            @Schema(enumeration = {"Invalid", "AlreadyExists"})
            String reason,

            String message) {}

    static String valid(String parameter, String name) {
        if (!isValid(name)) {
            throw Problem.of(400, "validation-failed")
                    .error(parameter, "azure-name")
                    .exception();
        }
        return name;
    }

    AzureNameResponse answer(List<String> types, Predicate<String> isTaken) {
        if (types.stream().noneMatch(type::equalsIgnoreCase)) {
            throw Problem.of(400, "validation-failed")
                    .error("type", "azure-must-be", String.join(", ", types))
                    .exception();
        }
        if (!isValid(name)) {
            return new AzureNameResponse(
                    false, "Invalid", ProblemTexts.find("azure-name-invalid", "text", RequestLanguage.current()));
        }
        return isTaken.test(name)
                ? new AzureNameResponse(
                        false, "AlreadyExists", ProblemTexts.find("azure-name-used", "text", RequestLanguage.current()))
                : new AzureNameResponse(true, null, null);
    }

    private static boolean isValid(String name) {
        return NAME.matcher(name).matches() && !NUMBER.matcher(name).matches();
    }
}
