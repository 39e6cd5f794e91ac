package io.partnersupport.incident.api;

import io.partnersupport.incident.domain.PlanId;
import io.partnersupport.incident.domain.incident.Channel;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.PlanWish;
import io.partnersupport.incident.domain.incident.ProblemClassification;
import io.partnersupport.incident.domain.incident.Severity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An incident to open, or to check. */
public record OpenIncidentRequest(
        @NotNull IncidentKind kind,

        @NotBlank @Size(max = 100) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
        String productId,

        @Size(min = 1, max = 50)
        @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
        @Schema(description = "Needed for break-fix incidents of a product that has versions")
        String version,

        @Schema(
                description =
                        "What it is about; some matters are answered elsewhere, which is told before a unit is spent")
        ProblemClassification problemClassification,

        @NotNull @Schema(description = "A: production is down; B: production is partially affected; C: minimal impact")
        Severity severity,

        @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
        String title,

        @NotBlank @Size(max = 10_000) @Pattern(regexp = Texts.LINES, message = Texts.LINES_MESSAGE)
        String description,

        @NotNull @Valid IncidentContact contact,
        @NotNull Channel channel,

        @Schema(description = "The plan to use and no other; without it one is chosen")
        UUID planId,

        @Schema(description = "COUNTED: a counted plan goes before an unlimited one")
        PlanPreference prefer,

        @Valid @Schema(description = "For whom; left out for your own organisation")
        IncidentCustomer customer) {
    /** Which plans go first when none is named (I-5). */
    public enum PlanPreference {
        COUNTED
    }

    public IncidentRequest toRequest() {
        return new IncidentRequest(
                kind,
                productId,
                Optional.ofNullable(version),
                severity,
                title,
                description,
                contact.toContact(),
                channel,
                Optional.ofNullable(problemClassification),
                Optional.ofNullable(customer).map(IncidentCustomer::toOnBehalf));
    }

    public PlanWish toWish() {
        return new PlanWish(Optional.ofNullable(planId).map(PlanId::new), prefer == PlanPreference.COUNTED);
    }
}
