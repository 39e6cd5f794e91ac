package io.partnersupport.incident.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be different about an endpoint; what is left out stays. */
record ChangeWebhookRequest(
        @Size(min = 1, max = 2000) String url,

        @Size(max = 200) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
        String description,

        @Size(min = 1, max = 6) Set<@NotNull WebhookType> types,

        @Schema(description = "A disabled endpoint gets nothing; what waits for it is given up and may be replayed")
        Boolean enabled) {

    @AssertTrue(message = "nothing-to-change")
    @Schema(hidden = true)
    boolean isSomething() {
        return Stream.of(url, description, types, enabled).anyMatch(given -> given != null);
    }
}
