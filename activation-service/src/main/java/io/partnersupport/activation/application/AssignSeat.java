package io.partnersupport.activation.application;

import io.partnersupport.activation.application.ListSeats.OfferedSeat;
import io.partnersupport.activation.domain.Decision;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditEntry.Action;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.benefit.PartnerUsers;
import io.partnersupport.activation.domain.subscription.Seat;
import io.partnersupport.activation.domain.subscription.SeatId;
import io.partnersupport.activation.domain.subscription.SeatRefusal;
import io.partnersupport.activation.domain.subscription.SeatRules;
import io.partnersupport.activation.domain.subscription.SeatRules.Situation;
import io.partnersupport.activation.domain.subscription.Seats;
import io.partnersupport.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Gives a seat to a user of the partner. */
@ApplicationScoped
public class AssignSeat {
    private final ListSeats listSeats;
    private final PartnerDirectory directory;
    private final PartnerUsers users;
    private final Seats seats;
    private final AuditTrail audit;
    private final Clock clock;

    AssignSeat(
            ListSeats listSeats,
            PartnerDirectory directory,
            PartnerUsers users,
            Seats seats,
            AuditTrail audit,
            Clock clock) {
        this.listSeats = listSeats;
        this.directory = directory;
        this.users = users;
        this.seats = seats;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Assigns or reassigns.
     *
     * @param expectedSequence of the seat that the caller has read
     * @return empty if the partner has no such seat
     */
    @Transactional
    public Optional<Decision<Seat, SeatRefusal>> assign(
            Caller caller, PartnerId partner, SeatId id, long expectedSequence, String userId) {
        seats.lock(partner);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // what the database keeps
        return listSeats.offered(partner, now).stream()
                .filter(offered -> offered.seat().id().equals(id))
                .findFirst()
                .map(offered -> assign(caller, offered, expectedSequence, userId, now));
    }

    private Decision<Seat, SeatRefusal> assign(
            Caller caller, OfferedSeat offered, long expectedSequence, String userId, Instant now) {
        PartnerId partner = offered.benefit().grant().partnerId();
        Situation situation = ListSeats.situation(
                offered,
                directory.managedIn(partner),
                caller,
                expectedSequence,
                userId,
                users.find(partner, userId).isPresent(),
                now);
        Decision<Seat, SeatRefusal> decision = SeatRules.decide(situation);
        if (decision instanceof Decision.Accepted<Seat, SeatRefusal> accepted
                && !accepted.result().equals(offered.seat())) {
            seats.save(accepted.result());
            Optional<String> before = offered.seat().holder().map(Seat.Holder::userId);
            audit.add(new AuditEntry(
                    partner,
                    ListSeats.assigner(situation).orElseThrow(),
                    now,
                    before.isPresent() ? Action.SEAT_REASSIGNED : Action.SEAT_ASSIGNED,
                    offered.seat().id().value(),
                    before,
                    userId,
                    Optional.empty()));
        }
        return decision;
    }
}
