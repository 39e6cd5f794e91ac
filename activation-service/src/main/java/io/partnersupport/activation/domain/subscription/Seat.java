package io.partnersupport.activation.domain.subscription;

import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One seat of a grant. It ends with the grant.
 *
 * @param sequence rises with every change from 0, where it has no holder yet
 */
public record Seat(BenefitId benefitId, int number, Optional<Holder> holder, long sequence) {

    /** Whose seat it is, and since when. */
    public record Holder(String userId, Instant since) {}

    public SeatId id() {
        return SeatId.of(benefitId, number);
    }

    /** The first instant at which it may go to somebody else; empty while nobody holds it. */
    public Optional<Instant> reassignableFrom(int afterDays) {
        return holder.map(present -> present.since().plus(Duration.ofDays(afterDays)));
    }

    boolean isHeldBy(String userId) {
        return holder.filter(present -> present.userId().equals(userId)).isPresent();
    }

    Seat heldBy(String userId, Instant since) {
        return new Seat(benefitId, number, Optional.of(new Holder(userId, since)), sequence + 1);
    }

    /**
     * The seats of grants of one kind. They do not add up (E-3): what is held under an earlier grant stays with its
     * holder and counts against the best grant.
     *
     * @param grants of one kind, in force
     * @param held the seats of these grants that have a holder
     */
    public static List<Seat> of(
            Collection<FurtherBenefit<SubscriptionTerms>> grants, Collection<Seat> held, Instant at) {
        Stream<Seat> free = grants.stream()
                .filter(benefit -> benefit.grant().isListed(at))
                .flatMap(benefit -> IntStream.rangeClosed(1, seats(benefit))
                        .filter(number -> held.stream()
                                .noneMatch(seat -> seat.benefitId.equals(benefit.id()) && seat.number == number))
                        .mapToObj(number -> new Seat(benefit.id(), number, Optional.empty(), 0))
                        .limit(Math.max(0, seats(benefit) - held.size())));
        return Stream.concat(held.stream(), free).toList();
    }

    private static int seats(FurtherBenefit<SubscriptionTerms> benefit) {
        return benefit.grant().quantity().units().orElse(0);
    }
}
