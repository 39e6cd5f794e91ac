package io.partnersupport.incident.api.azure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be different about a contact; what is left out stays, and the whole is checked as a contact is. */
@JsonIgnoreProperties(ignoreUnknown = true)
record AzureContactUpdate(
        @Size(max = 100) String firstName,
        @Size(max = 100) String lastName,

        @Pattern(regexp = "(?i)email|phone", message = "azure-contact-method")
        String preferredContactMethod,

        @Size(max = 254) String primaryEmailAddress,

        @Size(max = 10) @Schema(description = "Kept with the ticket; nothing is sent there")
        List<@NotBlank @Size(max = 254) String> additionalEmailAddresses,

        @Size(max = 31) @Schema(description = "Needed where somebody must be reached at any hour")
        String phoneNumber,

        @Size(max = 100)
        @Schema(description = "Windows' name of a time zone, or IANA's", examples = "Central European Standard Time")
        String preferredTimeZone,

        @Size(max = 3) @Schema(description = "ISO 3166-1 alpha-3", examples = "POL")
        String country,

        @Size(max = 35) @Schema(description = "A language with its country", examples = "en-us")
        String preferredSupportLanguage) {
    /** Only whom it concerns may read what was typed: nothing of it in a log. */
    @Override
    public String toString() {
        return "AzureContactUpdate";
    }
}
