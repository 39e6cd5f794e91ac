package io.partnersupport.incident.api;

import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.lifecycle.Changes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be different about an incident; what is left out stays. */
@Schema(examples = """
                {"severity": "B", "title": "Queries hang on the second node"}""")
record ChangeIncidentRequest(
        @Size(min = 1, max = 200) @Pattern(regexp = "(?=.*\\S)" + Texts.LINE, message = Texts.LINE_MESSAGE)
        String title,

        @Size(min = 1, max = 10_000) @Pattern(regexp = "(?=[\\s\\S]*\\S)" + Texts.LINES, message = Texts.LINES_MESSAGE)
        String description,

        @Schema(description = "Changed by the customer only until an engineer is assigned")
        Severity severity,

        @Valid IncidentContact contact) {

    @AssertTrue(message = "nothing-to-change")
    @Schema(hidden = true)
    boolean isSomething() {
        return Stream.of(title, description, severity, contact).anyMatch(given -> given != null);
    }

    Changes toChanges() {
        return new Changes(
                Optional.ofNullable(title),
                Optional.ofNullable(description),
                Optional.ofNullable(severity),
                Optional.ofNullable(contact).map(IncidentContact::toContact),
                Optional.empty());
    }
}
