package io.partnersupport.incident.api.azure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.api.IncidentContact;
import io.partnersupport.incident.domain.incident.Contact;
import io.partnersupport.kit.http.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whom support talks to, as Azure says it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record AzureContact(
        @NotBlank @Size(max = 100) String firstName,
        @NotBlank @Size(max = 100) String lastName,

        @NotNull @Pattern(regexp = "(?i)email|phone", message = "azure-contact-method")
        String preferredContactMethod,

        @NotBlank @Size(max = 254) String primaryEmailAddress,

        @Size(max = 10) @Schema(description = "Kept with the ticket; nothing is sent there")
        List<@NotBlank @Size(max = 254) String> additionalEmailAddresses,

        @Size(max = 31) @Schema(description = "Needed where somebody must be reached at any hour")
        String phoneNumber,

        @NotBlank
        @Size(max = 100)
        @Schema(description = "Windows' name of a time zone, or IANA's", examples = "Central European Standard Time")
        String preferredTimeZone,

        @NotBlank @Size(max = 3) @Schema(description = "ISO 3166-1 alpha-3", examples = "POL")
        String country,

        @NotBlank @Size(max = 35) @Schema(description = "A language with its country", examples = "en-us")
        String preferredSupportLanguage) {

    /** How it was written, if it still means the contact; else how the contact is written. */
    static AzureContact from(Contact contact, Optional<AzureContact> written) {
        if (written.filter(before -> before.means(contact)).isPresent()) {
            return written.get();
        }
        int space = contact.name().indexOf(' ');
        return new AzureContact(
                space < 0 ? contact.name() : contact.name().substring(0, space),
                space < 0 ? "" : contact.name().substring(space + 1),
                written.map(AzureContact::preferredContactMethod).orElse("email"),
                contact.email(),
                written.map(AzureContact::additionalEmailAddresses).orElse(null),
                contact.phone().orElse(null),
                AzureNames.nameOf(contact.timeZone()),
                AzureNames.nameOf(contact.country()),
                contact.language());
    }

    private boolean means(Contact contact) {
        return toContact(contact.reachableAroundTheClock()).toContact().equals(contact);
    }

    /** What the update says, and the rest as it is. */
    AzureContact changedTo(AzureContactUpdate update) {
        return new AzureContact(
                either(update.firstName(), firstName),
                either(update.lastName(), lastName),
                either(update.preferredContactMethod(), preferredContactMethod),
                either(update.primaryEmailAddress(), primaryEmailAddress),
                update.additionalEmailAddresses() == null
                        ? additionalEmailAddresses
                        : update.additionalEmailAddresses(),
                either(update.phoneNumber(), phoneNumber),
                either(update.preferredTimeZone(), preferredTimeZone),
                either(update.country(), country),
                either(update.preferredSupportLanguage(), preferredSupportLanguage));
    }

    private static String either(String first, String second) {
        return first == null ? second : first;
    }

    IncidentContact toContact(boolean reachableAroundTheClock) {
        if (preferredContactMethod.equalsIgnoreCase("phone") && phoneNumber == null) {
            throw wrong("phoneNumber", "azure-phone-needed");
        }
        ZoneId zone =
                AzureNames.zone(preferredTimeZone).orElseThrow(() -> wrong("preferredTimeZone", "azure-time-zone"));
        String alpha2 = AzureNames.country(country).orElseThrow(() -> wrong("country", "azure-country"));
        String language = AzureNames.language(preferredSupportLanguage);
        if (language.isEmpty()) {
            throw wrong("preferredSupportLanguage", "azure-language");
        }
        return new IncidentContact(
                (firstName + " " + lastName).strip(),
                primaryEmailAddress,
                phoneNumber,
                language,
                alpha2,
                zone,
                reachableAroundTheClock);
    }

    private static RuntimeException wrong(String field, String rule) {
        return Problem.of(400, "validation-failed")
                .error("properties.contactDetails." + field, rule)
                .exception();
    }

    /** Only whom it concerns may read what was typed: nothing of it in a log. */
    @Override
    public String toString() {
        return "AzureContact";
    }
}
