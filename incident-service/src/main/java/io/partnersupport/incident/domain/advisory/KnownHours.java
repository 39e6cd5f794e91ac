package io.partnersupport.incident.domain.advisory;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ledger.KnownContract;
import io.partnersupport.incident.domain.ledger.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A partner's hours as lines of a ledger: like those of a contract, which hours have none of. */
public final class KnownHours {
    private KnownHours() {}

    /** The hours that are, or ever were, the best of their kind; when a better one came, it takes over what was spent. */
    public static List<KnownContract.Line> lines(List<AdvisoryBenefit> benefits, Instant at) {
        return benefits.stream()
                .filter(benefit -> !benefit.listed().isEmpty())
                .map(benefit -> new KnownContract.Line(
                        benefit.id(),
                        Unit.HOUR,
                        benefit.granted(),
                        benefit.usableUntil(),
                        successor(benefit, benefits, at),
                        benefit.withdrawn(),
                        false))
                .toList();
    }

    private static Optional<BenefitId> successor(AdvisoryBenefit old, List<AdvisoryBenefit> all, Instant now) {
        return old.supersededAt()
                .filter(at -> !old.withdrawn() && !at.isAfter(now))
                .flatMap(at -> all.stream()
                        .filter(other -> !other.id().equals(old.id())
                                && other.kind().equals(old.kind())
                                && !other.withdrawn()
                                && other.listed().stream().anyMatch(interval -> interval.contains(at)))
                        .findFirst())
                .map(AdvisoryBenefit::id);
    }
}
