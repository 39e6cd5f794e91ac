package io.partnersupport.activation.domain.subscription;

import static io.partnersupport.activation.domain.benefit.Grant.ACTIVATE_BY;
import static io.partnersupport.activation.domain.benefit.Grant.NOW;
import static io.partnersupport.activation.domain.benefit.Grant.USABLE_UNTIL;
import static io.partnersupport.activation.domain.benefit.Situations.ADMIN;
import static io.partnersupport.activation.domain.benefit.Situations.IN_FORCE;
import static io.partnersupport.activation.domain.benefit.Situations.IN_USE;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.Decision;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.Grant;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import io.partnersupport.activation.domain.benefit.ManagedIn;
import io.partnersupport.activation.domain.benefit.Period;
import io.partnersupport.activation.domain.benefit.Situations;
import io.partnersupport.activation.domain.subscription.Seat.Holder;
import io.partnersupport.activation.domain.subscription.SeatRules.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeatRulesTest {
    private static final int DAYS = 90;
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(DAYS));
    private static final Seat FREE = new Seat(new BenefitId(UUID.randomUUID()), 1, Optional.empty(), 0);
    private static final Seat HELD = heldSince(LONG_AGO);
    private static final Actor SEAT_ADMIN = new Actor("ben", "vs-subscription-admin");

    @ParameterizedTest
    @EnumSource
    void refusesForEachReason(SeatRefusal reason) {
        assertThat(SeatRules.decide(situationRefusedFor(reason))).isEqualTo(Decision.refused(reason));
    }

    private static Situation situationRefusedFor(SeatRefusal reason) {
        return switch (reason) {
            case GLOBAL_ADMIN_REQUIRED ->
                new Situation(IN_FORCE, FREE, Optional.empty(), Optional.of(SEAT_ADMIN), 0, "cleo", true, DAYS);
            case SEAT_ADMIN_REQUIRED ->
                new Situation(IN_USE, HELD, Optional.empty(), Optional.empty(), 1, "cleo", true, DAYS);
            case PRECONDITION_FAILED -> situation(IN_USE, HELD, 0, true);
            case MANAGED_OUTSIDE -> situation(Situations.managedIn(ManagedIn.PMC), FREE, 0, true);
            case ACTIVATION_WINDOW_CLOSED -> situation(Situations.at(ACTIVATE_BY), FREE, 0, true);
            case UNKNOWN_USER -> situation(IN_FORCE, FREE, 0, false);
            case REASSIGNMENT_TOO_EARLY -> situation(IN_USE, heldSince(LONG_AGO.plusNanos(1)), 1, true);
            case VIEW_BEHIND -> situation(Situations.managedIn(null), FREE, 0, true);
        };
    }

    @Test
    @DisplayName("A-10: a global admin assigns a free seat")
    void assignsAFreeSeat() {
        assertThat(SeatRules.decide(situation(IN_FORCE, FREE, 0, true)))
                .isEqualTo(new Decision.Accepted<>(
                        new Seat(FREE.benefitId(), 1, Optional.of(new Holder("cleo", NOW)), 1)));
    }

    @Test
    @DisplayName("A-10: 90 days after the assignment to its present holder, to the instant, a seat may be passed on")
    void reassignsWhenTheTimeHasPassed() {
        assertThat(HELD.reassignableFrom(DAYS)).contains(NOW);
        Situation byTheSeatAdmin =
                new Situation(IN_USE, HELD, Optional.empty(), Optional.of(SEAT_ADMIN), 1, "cleo", true, DAYS);
        assertThat(SeatRules.decide(byTheSeatAdmin))
                .isEqualTo(new Decision.Accepted<>(
                        new Seat(HELD.benefitId(), 1, Optional.of(new Holder("cleo", NOW)), 2)));
    }

    @Test
    @DisplayName("A-10: whoever holds it goes on holding it since when they did")
    void leavesItToItsHolder() {
        Seat recent = heldSince(NOW.minusSeconds(1));
        Situation again = new Situation(IN_USE, recent, Optional.of(ADMIN), Optional.of(ADMIN), 1, "dan", true, DAYS);
        assertThat(SeatRules.decide(again)).isEqualTo(new Decision.Accepted<>(recent));
    }

    @Test
    @DisplayName("A-10: a seat may be passed on in the renewal window, and a free one no more be assigned")
    void passesOnInTheRenewalWindow() {
        GrantSituation window = Situations.in(new Grant().build(), true, USABLE_UNTIL.minusNanos(1));
        assertThat(SeatRules.refusals(situation(window, HELD, 1, true))).isEmpty();
    }

    @Test
    @DisplayName("A-10: as many seats as granted, each with the same id every time")
    void thereAreAsManySeatsAsGranted() {
        FurtherBenefit<SubscriptionTerms> grant = grant(3, new Grant());
        Seat second = new Seat(grant.id(), 2, Optional.of(new Holder("dan", NOW)), 1);
        List<Seat> seats = Seat.of(List.of(grant), List.of(second), NOW);
        assertThat(seats).extracting(Seat::number).containsExactly(2, 1, 3);
        assertThat(seats.get(1).id()).isEqualTo(SeatId.of(grant.id(), 1)).isNotEqualTo(SeatId.of(grant.id(), 2));
    }

    @Test
    @DisplayName("E-3: seats of several grants do not add up: those held earlier count against the best grant")
    void seatsDoNotAddUp() {
        FurtherBenefit<SubscriptionTerms> silver = grant(2, new Grant().listed(new Period(Grant.STARTS, NOW)));
        FurtherBenefit<SubscriptionTerms> gold = grant(3, new Grant().listed(new Period(NOW, USABLE_UNTIL)));
        Seat held = new Seat(silver.id(), 1, Optional.of(new Holder("dan", NOW)), 1);
        List<Seat> seats = Seat.of(List.of(silver, gold), List.of(held), NOW);
        assertThat(seats).hasSize(3).contains(held);
        assertThat(seats).filteredOn(seat -> seat.benefitId().equals(gold.id())).hasSize(2);
    }

    private static FurtherBenefit<SubscriptionTerms> grant(int seats, Grant grant) {
        return Situations.benefit(grant.of(seats).build(), new SubscriptionTerms("Visual Studio Enterprise"));
    }

    private static Seat heldSince(Instant since) {
        return new Seat(FREE.benefitId(), 1, Optional.of(new Holder("dan", since)), 1);
    }

    private static Situation situation(GrantSituation grant, Seat seat, long expectedSequence, boolean userIsKnown) {
        return new Situation(
                grant, seat, Optional.of(ADMIN), Optional.of(ADMIN), expectedSequence, "cleo", userIsKnown, DAYS);
    }
}
