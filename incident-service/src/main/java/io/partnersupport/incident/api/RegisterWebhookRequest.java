package io.partnersupport.incident.api;

import io.partnersupport.incident.domain.alert.AlertKind;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where alerts are to be told, and which. */
record RegisterWebhookRequest(
        @NotBlank @Size(max = 2000) @Schema(description = "https, a public host name, port 443 or 8443")
        String url,

        @Size(max = 200) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
        String description,

        @Size(min = 1, max = 6) @Schema(description = "All if left out")
        Set<@NotNull WebhookType> types) {
    Set<AlertKind> kinds() {
        return WebhookType.kinds(types == null ? WebhookType.all() : types);
    }
}
