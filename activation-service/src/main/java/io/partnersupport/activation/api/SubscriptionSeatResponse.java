package io.partnersupport.activation.api;

import io.partnersupport.activation.api.BenefitProblems.Arguments;
import io.partnersupport.activation.application.ListSeats.ShownSeat;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.PartnerDirectory.Colleague;
import io.partnersupport.activation.domain.subscription.Seat;
import io.partnersupport.kit.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "One seat of a subscription")
record SubscriptionSeatResponse(
        @Schema(description = "Of this seat, as long as its benefit lasts")
        UUID id,

        UUID benefitId,

        @Schema(examples = "visual-studio-enterprise") String kind,

        @Schema(examples = "Visual Studio Enterprise subscription")
        String name,

        @Schema(examples = "Visual Studio Enterprise") String level,

        @Schema(description = "Of the seats of this benefit", examples = "1")
        int number,

        @Schema(description = "Who has it, or null") SeatHolderResponse assignee,

        @Schema(description = "Since when they have it, or null", examples = "2026-03-12T09:30:00Z")
        Instant assignedAt,

        @Schema(description = "From when it may be given to somebody else, or null", examples = "2026-06-10T09:30:00Z")
        Instant reassignableFrom,

        @Schema(description = "Whether the caller can give it to somebody else now")
        boolean canAssign,

        @Schema(description = "Every reason why not") List<Problem.Reason> cannotAssignBecause,

        @Schema(description = "From then on nobody has it") Instant usableUntil) {

    @Schema(description = "Who has a seat")
    record SeatHolderResponse(
            @Schema(description = "A userId") String userId,

            @Schema(description = "Null where the partner's directory does not have them", examples = "Ada Contoso")
            String name) {}

    static SubscriptionSeatResponse from(ShownSeat shown, List<Colleague> whoCan) {
        GrantedBenefit grant = shown.benefit().grant();
        Seat seat = shown.seat();
        return new SubscriptionSeatResponse(
                seat.id().value(),
                grant.id().value(),
                grant.kind(),
                grant.name(),
                shown.benefit().terms().level(),
                seat.number(),
                seat.holder()
                        .map(holder -> new SeatHolderResponse(
                                holder.userId(), shown.holderName().orElse(null)))
                        .orElse(null),
                seat.holder().map(Seat.Holder::since).orElse(null),
                shown.reassignableFrom().orElse(null),
                shown.refusals().isEmpty(),
                BenefitProblems.reasons(
                        shown.refusals(),
                        Arguments.of(
                                grant,
                                whoCan,
                                shown.reassignableFrom().map(Instant::toString).orElse(""))),
                grant.usableUntil());
    }
}
