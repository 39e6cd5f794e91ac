package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.domain.incident.Contact;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whom support talks to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IncidentContact(
        @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
        String name,

        @NotBlank @Email @Size(max = 254) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
        String email,

        @Pattern(regexp = "\\+?[0-9][0-9 ()/.-]{3,30}", message = "phone-number")
        String phone,

        @NotNull @Pattern(regexp = "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", message = "language-tag")
        String language,

        @NotNull @Pattern(regexp = "[A-Z]{2}", message = "country-code")
        String country,

        @NotNull @Schema(implementation = String.class, maxLength = 64, examples = "Europe/Warsaw")
        ZoneId timeZone,

        @NotNull Boolean reachableAroundTheClock) {
    public Contact toContact() {
        return new Contact(
                name, email, Optional.ofNullable(phone), language, country, timeZone, reachableAroundTheClock);
    }

    public static IncidentContact from(Contact contact) {
        return new IncidentContact(
                contact.name(),
                contact.email(),
                contact.phone().orElse(null),
                contact.language(),
                contact.country(),
                contact.timeZone(),
                contact.reachableAroundTheClock());
    }
}
