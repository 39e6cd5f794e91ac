package io.partnersupport.activation.domain.activation;

import static io.partnersupport.activation.domain.benefit.Grant.NOW;
import static io.partnersupport.activation.domain.benefit.Grant.USABLE_UNTIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.benefit.Grant;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.contract.ContractLine;
import io.partnersupport.activation.domain.contract.ContractLine.Supersession;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A-2: the workflow")
class ActivationStatesTest {
    private static final GrantedBenefit BENEFIT = new Grant().build();
    private static final Activation AUTOMATIC = request(BENEFIT);
    private static final Activation UNDER_REVIEW =
            request(new Grant().underReview().build());
    private static final Optional<ContractLine> LINE = Optional.of(ContractLine.of(BENEFIT, NOW));

    @Test
    void theWorkerWaitsForTheApprovalOfWhatIsUnderReview() {
        assertThat(AUTOMATIC.isDue()).isTrue();
        assertThat(UNDER_REVIEW.isDue()).isFalse();
        assertThat(UNDER_REVIEW.approved(NOW).isDue()).isTrue();
        assertThat(UNDER_REVIEW.approved(NOW).completed(NOW).isDue()).isFalse();
    }

    @Test
    void anOperatorDecidesOnceAndOnlyWhereThePolicySaysReview() {
        assertThat(UNDER_REVIEW.refusalOfReview()).isEmpty();
        assertThat(AUTOMATIC.refusalOfReview()).contains(ReviewRefusal.NOT_UNDER_REVIEW);
        assertThat(UNDER_REVIEW.approved(NOW).refusalOfReview()).contains(ReviewRefusal.ALREADY_DECIDED);
        assertThat(UNDER_REVIEW.rejected(NOW, "no").refusalOfReview()).contains(ReviewRefusal.ALREADY_DECIDED);
    }

    @Test
    void whatIsDecidedDoesNotMove() {
        Activation rejected = AUTOMATIC.rejected(NOW, "no");
        assertThatIllegalStateException().isThrownBy(() -> rejected.completed(NOW));
        assertThatIllegalStateException()
                .isThrownBy(() -> AUTOMATIC.completed(NOW).rejected(NOW, "no"));
    }

    @Test
    void theStatusFollowsFromWhatDoesNotAge() {
        Optional<Activation> active = Optional.of(AUTOMATIC.completed(NOW));
        Optional<ContractLine> superseded = Optional.of(new ContractLine(
                BENEFIT.id(),
                BENEFIT.kind(),
                BENEFIT.name(),
                BENEFIT.unit(),
                BENEFIT.quantity(),
                NOW,
                USABLE_UNTIL,
                BENEFIT.covers(),
                Optional.of(new Supersession(BENEFIT.id(), NOW)),
                Optional.empty()));
        GrantedBenefit withdrawn = new Grant().withdrawn().build();

        assertThat(status(BENEFIT, Optional.empty(), Optional.empty(), NOW)).isEqualTo(ActivationStatus.AVAILABLE);
        assertThat(status(BENEFIT, Optional.of(AUTOMATIC), Optional.empty(), NOW))
                .isEqualTo(ActivationStatus.REQUESTED);
        assertThat(status(BENEFIT, Optional.of(AUTOMATIC.rejected(NOW, "no")), Optional.empty(), NOW))
                .isEqualTo(ActivationStatus.REJECTED);
        assertThat(status(BENEFIT, active, LINE, USABLE_UNTIL.minusNanos(1))).isEqualTo(ActivationStatus.ACTIVE);
        assertThat(status(BENEFIT, active, LINE, USABLE_UNTIL)).isEqualTo(ActivationStatus.EXPIRED);
        assertThat(status(BENEFIT, active, superseded, NOW)).isEqualTo(ActivationStatus.SUPERSEDED);
        assertThat(status(withdrawn, active, LINE, NOW)).isEqualTo(ActivationStatus.WITHDRAWN);
        assertThat(status(new Grant().withoutActivation().build(), Optional.empty(), Optional.empty(), NOW))
                .isEqualTo(ActivationStatus.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-03T10:00:00Z, 5, 2026-06-10T10:00:00Z",
        "2026-06-05T23:59:59Z, 1, 2026-06-08T23:59:59Z",
        "2026-06-06T10:00:00Z, 1, 2026-06-08T10:00:00Z",
        "2026-06-07T00:00:00Z, 5, 2026-06-12T00:00:00Z",
        "2026-06-03T10:00:00Z, 0, 2026-06-03T10:00:00Z"
    })
    void businessDaysAreMondayToFriday(Instant requestedAt, int days, Instant expectedBy) {
        assertThat(BusinessCalendar.ANYWHERE.after(requestedAt, days)).isEqualTo(expectedBy);
    }

    @ParameterizedTest
    @DisplayName("A-2: business days are the region's: its time zone, its workdays, its holidays")
    @CsvSource({
        "2026-04-30T10:00:00Z, 1, 2026-05-04T10:00:00Z", // 1 May is a holiday, then comes a weekend
        "2026-04-02T22:30:00Z, 1, 2026-04-06T22:30:00Z", // in Warsaw it is Friday already
        "2026-03-27T10:00:00Z, 1, 2026-03-30T09:00:00Z", // the same time of day, after the clocks changed
    })
    void businessDaysAreTheRegions(Instant requestedAt, int days, Instant expectedBy) {
        var warsaw = new BusinessCalendar(
                ZoneId.of("Europe/Warsaw"),
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                Set.of(LocalDate.parse("2026-05-01"), LocalDate.parse("2026-04-06")));
        assertThat(warsaw.after(requestedAt, days)).isEqualTo(expectedBy);
    }

    private static ActivationStatus status(
            GrantedBenefit benefit, Optional<Activation> latest, Optional<ContractLine> line, Instant at) {
        return ActivationStatus.of(benefit, latest, line, at);
    }

    private static Activation request(GrantedBenefit benefit) {
        return Activation.request(
                new ActivationId(UUID.randomUUID()),
                benefit,
                new Actor("ada", "global-admin"),
                NOW,
                BusinessCalendar.ANYWHERE);
    }
}
