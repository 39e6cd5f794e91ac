package io.partnersupport.incident.api.azure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.kit.http.Problem;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A name to be checked. */
@JsonIgnoreProperties(ignoreUnknown = true)
record AzureNameRequest(
        @NotNull String name,

        @NotNull @Schema(enumeration = {AzureTicketResponse.TYPE, AzureFiles.WORKSPACE_TYPE, AzureMessages.TYPE})
        String type) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    /** What an incident's number looks like, which names what nobody has given another name. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{13}");

    private static final String FORM =
            "must be 1 to 128 letters, digits, dots, hyphens and underscores, and not 13 digits";

    /** Whether a name is free, and why not. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AzureNameResponse(
            boolean nameAvailable,

            @Schema(enumeration = {"Invalid", "AlreadyExists"})
            String reason,

            String message) {}

    static String valid(String parameter, String name) {
        if (!isValid(name)) {
            throw Problem.of(400, "validation-failed").error(parameter, FORM).exception();
        }
        return name;
    }

    AzureNameResponse answer(List<String> types, Predicate<String> isTaken) {
        if (types.stream().noneMatch(type::equalsIgnoreCase)) {
            throw Problem.of(400, "validation-failed")
                    .error("type", "must be " + String.join(" or ", types))
                    .exception();
        }
        if (!isValid(name)) {
            return new AzureNameResponse(false, "Invalid", "The name " + FORM + ".");
        }
        return isTaken.test(name)
                ? new AzureNameResponse(false, "AlreadyExists", "The name is already used.")
                : new AzureNameResponse(true, null, null);
    }

    private static boolean isValid(String name) {
        return NAME.matcher(name).matches() && !NUMBER.matcher(name).matches();
    }
}
