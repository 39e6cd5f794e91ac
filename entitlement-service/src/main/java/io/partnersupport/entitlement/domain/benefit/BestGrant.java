package io.partnersupport.entitlement.domain.benefit;

import io.partnersupport.entitlement.domain.benefit.Entitlement.NotChosen;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which of a partner's grants of one kind counts at an instant, and why the others do not (E-3). */
final class BestGrant {
    private static final Comparator<Benefit> NO_DIFFERENCE = (one, other) -> 0;

    private BestGrant() {}

    /** A grant loses for the reason if it is less by the order. */
    private record Criterion(NotChosen reason, Comparator<Benefit> order) {}

    private static List<Criterion> criteria(Instant at) {
        return List.of(
                new Criterion(NotChosen.WITHDRAWN, Comparator.comparing(grant -> !grant.isWithdrawn(at))),
                new Criterion(NotChosen.NOT_BEGUN, Comparator.comparing(grant -> !at.isBefore(grant.startsAt()))),
                new Criterion(NotChosen.RENEWAL_WINDOW, Comparator.comparing(grant -> !grant.isInRenewalWindow(at))),
                new Criterion(NotChosen.SMALLER_QUANTITY, Comparator.comparing(Benefit::quantity)),
                new Criterion(NotChosen.ENDS_EARLIER, Comparator.comparing(Benefit::usableUntil)),
                new Criterion(
                        NotChosen.BEGAN_LATER, Comparator.comparing(Benefit::startsAt, Comparator.reverseOrder())),
                new Criterion(NotChosen.EQUAL, Comparator.comparing(Benefit::id, Comparator.reverseOrder())));
    }

    static Optional<Benefit> of(Collection<Benefit> ofOneKind, Instant at) {
        return ofOneKind.stream()
                .filter(grant -> grant.isUsable(at))
                .max(criteria(at).stream().map(Criterion::order).reduce(NO_DIFFERENCE, Comparator::thenComparing));
    }

    /** The first criterion by which the grant is less than the chosen one. */
    static NotChosen whyNot(Benefit grant, Benefit chosen, Instant at) {
        return criteria(at).stream()
                .filter(criterion -> criterion.order().compare(grant, chosen) < 0)
                .map(Criterion::reason)
                .findFirst()
                .orElse(NotChosen.EQUAL);
    }
}
