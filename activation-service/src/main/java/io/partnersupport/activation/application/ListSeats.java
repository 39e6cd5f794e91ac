package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.FurtherBenefits;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import io.partnersupport.activation.domain.benefit.ManagedIn;
import io.partnersupport.activation.domain.benefit.MembershipId;
import io.partnersupport.activation.domain.benefit.Memberships;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.benefit.PartnerUsers;
import io.partnersupport.activation.domain.subscription.Seat;
import io.partnersupport.activation.domain.subscription.SeatId;
import io.partnersupport.activation.domain.subscription.SeatRefusal;
import io.partnersupport.activation.domain.subscription.SeatRules;
import io.partnersupport.activation.domain.subscription.SeatRules.Situation;
import io.partnersupport.activation.domain.subscription.Seats;
import io.partnersupport.activation.domain.subscription.SubscriptionTerms;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows the seats of a partner's subscriptions, and whether the caller may assign them. */
@ApplicationScoped
public class ListSeats {
    private static final Role[] ASSIGNING = {Role.GLOBAL_ADMIN};
    private static final Role[] REASSIGNING = {Role.GLOBAL_ADMIN, Role.VS_SUBSCRIPTION_ADMIN};

    private final FurtherBenefits benefits;
    private final Memberships memberships;
    private final PartnerDirectory directory;
    private final PartnerUsers users;
    private final Seats seats;
    private final Clock clock;

    ListSeats(
            FurtherBenefits benefits,
            Memberships memberships,
            PartnerDirectory directory,
            PartnerUsers users,
            Seats seats,
            Clock clock) {
        this.benefits = benefits;
        this.memberships = memberships;
        this.directory = directory;
        this.users = users;
        this.seats = seats;
        this.clock = clock;
    }

    /**
     * One seat at this moment.
     *
     * @param holderName where the partner's directory has them
     * @param refusals every reason against assigning it to somebody else
     */
    public record ShownSeat(
            FurtherBenefit<SubscriptionTerms> benefit,
            Seat seat,
            Optional<String> holderName,
            Optional<Instant> reassignableFrom,
            List<SeatRefusal> refusals) {}

    @Transactional
    public List<ShownSeat> of(PartnerId partner, Caller caller) {
        Instant now = clock.instant();
        List<OfferedSeat> offered = offered(partner, now);
        Map<String, String> names = users.names(offered.stream()
                .flatMap(each -> each.seat().holder().stream())
                .map(Seat.Holder::userId)
                .toList());
        Optional<ManagedIn> managedIn = directory.managedIn(partner);
        return offered.stream()
                .map(each -> new ShownSeat(
                        each.benefit(),
                        each.seat(),
                        each.seat().holder().map(Seat.Holder::userId).map(names::get),
                        each.seat().reassignableFrom(each.reassignableAfterDays()),
                        SeatRules.refusals(
                                situation(each, managedIn, caller, each.seat().sequence(), "", true, now))))
                .toList();
    }

    public Optional<ShownSeat> find(PartnerId partner, SeatId id, Caller caller) {
        return of(partner, caller).stream()
                .filter(shown -> shown.seat().id().equals(id))
                .findFirst();
    }

    /** The roles that a seat needs to get, or change, its holder. */
    public static List<String> rolesToAssign(boolean hasHolder) {
        return List.of(hasHolder ? REASSIGNING : ASSIGNING).stream()
                .map(Role::claim)
                .toList();
    }

    record OfferedSeat(FurtherBenefit<SubscriptionTerms> benefit, Seat seat, int reassignableAfterDays) {}

    /** Every seat that somebody holds or may get. */
    List<OfferedSeat> offered(PartnerId partner, Instant now) {
        List<FurtherBenefit<SubscriptionTerms>> grants =
                benefits.current(SubscriptionTerms.CATEGORY, partner, now).stream()
                        .filter(benefit -> benefit.grant().isUsable(now))
                        .toList();
        Map<BenefitId, FurtherBenefit<SubscriptionTerms>> byId =
                grants.stream().collect(Collectors.toMap(FurtherBenefit::id, Function.identity()));
        List<Seat> held = seats.held(byId.keySet());
        Map<MembershipId, Integer> days = new HashMap<>();
        grants.forEach(benefit -> days.computeIfAbsent(
                benefit.membership(),
                id -> memberships.policies(id).subscriptions().reassignableAfterDays()));
        return grants.stream()
                .collect(Collectors.groupingBy(
                        benefit -> benefit.grant().kind(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ofKind -> Seat.of(ofKind, heldOf(ofKind, held), now))
                .flatMap(Collection::stream)
                .map(seat -> {
                    FurtherBenefit<SubscriptionTerms> benefit = byId.get(seat.benefitId());
                    return new OfferedSeat(benefit, seat, days.get(benefit.membership()));
                })
                .toList();
    }

    private static List<Seat> heldOf(List<FurtherBenefit<SubscriptionTerms>> grants, List<Seat> held) {
        return held.stream()
                .filter(seat -> grants.stream().anyMatch(benefit -> benefit.id().equals(seat.benefitId())))
                .toList();
    }

    static Situation situation(
            OfferedSeat offered,
            Optional<ManagedIn> managedIn,
            Caller caller,
            long expectedSequence,
            String userId,
            boolean userIsKnown,
            Instant now) {
        PartnerId partner = offered.benefit().grant().partnerId();
        boolean begun = offered.seat().holder().isPresent();
        return new Situation(
                new GrantSituation(offered.benefit().grant(), managedIn, begun, now),
                offered.seat(),
                PartnerAccess.actor(caller, partner, ASSIGNING),
                PartnerAccess.actor(caller, partner, REASSIGNING),
                expectedSequence,
                userId,
                userIsKnown,
                offered.reassignableAfterDays());
    }

    static Optional<Actor> assigner(Situation situation) {
        return situation.seat().holder().isPresent() ? situation.reassigner() : situation.assigner();
    }
}
